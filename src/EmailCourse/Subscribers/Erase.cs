using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Deletes all that is stored of a subscriber. A <see cref="Tombstone"/> remains, so that the address is never mailed again.
/// </summary>
internal sealed class Erase(SubscriberStore subscribers, SubscriberIdFactory ids, IClock clock)
{
    /// <returns>Whether there was anything; not if the course has just moved to another address.</returns>
    public async Task<bool> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("erase");
        var now = clock.GetCurrentInstant();
        var current = await subscribers.FindAsync(id, CancellationToken.None);
        if (await subscribers.UpdateAsync(id, found => Decide(found, now), CancellationToken.None) is null)
        {
            return false;
        }

        foreach (var asked in new[] { current?.AskedTo, current?.MovesTo is { } to ? ids.Of(to) : null }.OfType<SubscriberId>())
        {
            await subscribers.UpdateAsync(asked, there => Drop(there, id), CancellationToken.None);
        }

        return true;
    }

    private static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is null or { State: SubscriberState.Moved }
            ? null
            : SubscriberChange.Bury(current, new Tombstone(SuppressionReason.Erased, now), CounterNames.Suppressed);

    // The address that a move had not yet reached.
    private static SubscriberChange? Drop(Subscriber? there, SubscriberId from) =>
        there is { State: SubscriberState.Pending, PreviousState: null } && there.MovesFrom == from ? new(After: null)
        : there is { State: SubscriberState.Arriving } && there.MovedFrom == from ? new(After: null)
        : null;
}
