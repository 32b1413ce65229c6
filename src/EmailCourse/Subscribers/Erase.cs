using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Deletes all that is stored of a subscriber. A <see cref="Tombstone"/> remains, so that the address is never mailed again.
/// </summary>
internal sealed class Erase(SubscriberStore subscribers, IClock clock)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("erase");
        await subscribers.UpdateAsync(id, current => Decide(current, clock.GetCurrentInstant()), CancellationToken.None);
    }

    private static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is null
            ? null
            : SubscriberChange.Bury(current, new Tombstone(SuppressionReason.Erased, now), CounterNames.Suppressed);
}
