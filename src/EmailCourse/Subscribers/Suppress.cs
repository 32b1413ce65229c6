using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>An address must not be mailed again: it does not exist, or its owner called our mail spam. Only a tombstone remains.</summary>
internal sealed class Suppress(SubscriberStore subscribers, IClock clock)
{
    public async Task HandleAsync(SubscriberId id, string reason, CancellationToken cancellationToken)
    {
        var tombstone = new Tombstone(reason, clock.GetCurrentInstant());
        var wasUnknown = false;
        await subscribers.UpdateAsync(id, Decide, cancellationToken);

        // A sign-up may have come between our look and our tombstone, and then neither transaction met the other.
        if (wasUnknown)
        {
            await subscribers.UpdateAsync(id, Decide, cancellationToken);
        }

        SubscriberChange Decide(Subscriber? current)
        {
            wasUnknown = current is null;
            return new SubscriberChange(After: null)
            {
                Tombstone = tombstone with { LastBatch = current?.LastBatch ?? "" },
                Counts = wasUnknown ? [] : [Counters.Suppressed],
            };
        }
    }
}
