using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Keeps an address from being mailed again, since it does not exist or its owner complained. Only a tombstone remains.
/// </summary>
internal sealed class Suppress(SubscriberStore subscribers, IClock clock)
{
    public Task HandleAsync(SubscriberId id, string reason, CancellationToken cancellationToken)
    {
        var tombstone = new Tombstone(reason, clock.GetCurrentInstant());
        return subscribers.UpdateAsync(id, current => Decide(current, tombstone), cancellationToken);
    }

    // A course that is about to leave an address does not end because that address no longer exists.
    private static SubscriberChange? Decide(Subscriber? current, Tombstone tombstone) =>
        current?.MovesTo is not null && IsUnreachable(tombstone.Reason)
            ? null
            : SubscriberChange.Bury(current, tombstone, CountsOf(tombstone.Reason));

    private static string[] CountsOf(string reason) =>
        reason switch
        {
            SuppressionReason.Bounced => [CounterNames.Suppressed, CounterNames.Bounced],
            SuppressionReason.Complained => [CounterNames.Suppressed, CounterNames.Complained],
            _ => [CounterNames.Suppressed],
        };

    private static bool IsUnreachable(string reason) =>
        reason is SuppressionReason.Invalid or SuppressionReason.Bounced or SuppressionReason.Dropped;
}
