using EmailCourse.Course;
using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>
/// Ends a sign-up that nobody confirmed: a new subscriber is deleted, and one who was known before returns to their previous
/// state. Also deletes what was left of an address whose course has moved.
/// </summary>
internal sealed class Expire(SubscriberStore subscribers)
{
    public Task HandleAsync(SubscriberId id, CancellationToken cancellationToken) =>
        subscribers.UpdateAsync(id, current => Drop(current, MailKey.Expire), cancellationToken);

    /// <summary>What becomes of a sign-up that ends while that is due.</summary>
    public static SubscriberChange? Drop(Subscriber? current, MailKey whileDue)
    {
        if (
            current is not { State: SubscriberState.Pending or SubscriberState.Moved, Progress.Due: { } due }
            || due.Mail != whileDue
        )
        {
            return null;
        }

        var after = current.PreviousState is { } before
            ? current with
            {
                State = before,
                PreviousState = null,
                Unconfirmed = null,
                MovesFrom = null,
                Progress = current.Progress.Ended(),
            }
            : null;
        // A change of address is no sign-up.
        return new SubscriberChange(after)
        {
            Counts = current is { State: SubscriberState.Pending, MovesFrom: null } ? [CounterNames.Expired] : [],
        };
    }
}
