using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>An address must not be mailed again: it does not exist, or its owner called our mail spam.</summary>
internal sealed class Suppress(SubscriberStore subscribers, IClock clock)
{
    public Task HandleAsync(SubscriberId id, string reason, CancellationToken cancellationToken)
    {
        var tombstone = new Tombstone(reason, clock.GetCurrentInstant());
        return subscribers.UpdateAsync(id, current => Decide(current, tombstone), cancellationToken);
    }

    private static SubscriberChange? Decide(Subscriber? current, Tombstone tombstone) => current switch
    {
        null => new SubscriberChange(After: null) { Tombstone = tombstone },
        { State: SubscriberState.Suppressed } => null,
        _ => new SubscriberChange(current with { State = SubscriberState.Suppressed, Progress = current.Progress.Ended() })
        {
            Tombstone = tombstone,
            Counts = [Counters.Suppressed],
        },
    };
}
