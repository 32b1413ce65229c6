using EmailCourse.Course;
using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>
/// Ends a sign-up that nobody confirmed: a new subscriber is deleted, and one who was known before returns to their previous
/// state.
/// </summary>
internal sealed class Expire(SubscriberStore subscribers)
{
    public Task HandleAsync(SubscriberId id, CancellationToken cancellationToken) =>
        subscribers.UpdateAsync(id, Decide, cancellationToken);

    private static SubscriberChange? Decide(Subscriber? current)
    {
        if (current?.State != SubscriberState.Pending || current.Progress.Due?.Mail != MailKey.Expire)
        {
            return null;
        }

        var after = current.PreviousState is { } before
            ? current with
            {
                State = before,
                PreviousState = null,
                Unconfirmed = null,
                Progress = current.Progress.Ended(),
            }
            : null;
        return new SubscriberChange(after) { Counts = [CounterNames.Expired] };
    }
}
