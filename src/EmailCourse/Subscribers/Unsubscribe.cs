using EmailCourse.Storage;
namespace EmailCourse.Subscribers;

/// <summary>A person said stop. It takes effect before the answer and can be said any number of times.</summary>
internal sealed class Unsubscribe(SubscriberStore subscribers)
{
    public Task HandleAsync(SubscriberId id, CancellationToken cancellationToken) =>
        subscribers.UpdateAsync(id, Decide, cancellationToken);

    private static SubscriberChange? Decide(Subscriber? current) =>
        current is null or { State: SubscriberState.Unsubscribed }
            ? null
            : new SubscriberChange(current with { State = SubscriberState.Unsubscribed, Progress = current.Progress.Ended() })
            { Counts = [Counters.Unsubscribed] };
}
