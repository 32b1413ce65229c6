using EmailCourse.Course;
using EmailCourse.Storage;

namespace EmailCourse.Subscribers;

/// <summary>Seven days without a button pressed: a sign-up nobody confirmed is forgotten, and who came back keeps the old stop.</summary>
internal sealed class Expire(SubscriberStore subscribers)
{
    public Task HandleAsync(SubscriberId id, CancellationToken cancellationToken) =>
        subscribers.UpdateAsync(id, Decide, cancellationToken);

    private static SubscriberChange? Decide(Subscriber? current)
    {
        if (current?.State != SubscriberState.Pending || current.Progress.Due?.Mail != MailKey.Expire)
            return null;

        var after = current.ConfirmedAt is null
            ? null
            : current with { State = SubscriberState.Unsubscribed, Progress = current.Progress.Ended() };
        return new SubscriberChange(after) { Counts = [Counters.Expired] };
    }
}
