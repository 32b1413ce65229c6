using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Keeps an address from being mailed again, since it does not exist or its owner complained. Only a tombstone remains.
/// </summary>
internal sealed class Suppress(SubscriberStore subscribers, IClock clock)
{
    public async Task HandleAsync(SubscriberId id, string reason, CancellationToken cancellationToken)
    {
        var tombstone = new Tombstone(reason, clock.GetCurrentInstant());
        var change = await subscribers.UpdateAsync(id, current => Decide(current, tombstone), cancellationToken);

        // A sign-up may have come between the reading and the tombstone, and then neither transaction met the other.
        if (change is not { Counts.Count: > 0 })
        {
            await subscribers.UpdateAsync(id, current => Decide(current, tombstone), cancellationToken);
        }
    }

    private static SubscriberChange Decide(Subscriber? current, Tombstone tombstone) =>
        SubscriberChange.Bury(current, tombstone, CounterNames.Suppressed);
}
