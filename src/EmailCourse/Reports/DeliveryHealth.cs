using EmailCourse.Delivery;
using NodaTime;

namespace EmailCourse.Reports;

/// <summary>How delivery stands at this moment.</summary>
/// <param name="TickedAt">When the timer last asked every shard; null before the first time.</param>
/// <param name="Due">How many mails are due and not sent, up to <see cref="DeliveryHealthReader.Most"/> of each shard.</param>
/// <param name="Late">How many of them have been for more than a quarter of an hour.</param>
/// <param name="OldestDueAt">Since when the oldest of them is due, or null.</param>
/// <param name="OpenBatches">Calls to SendGrid that are not recorded yet.</param>
/// <param name="IsMore">Whether there are more due than were counted.</param>
/// <param name="Week">What was counted today and in the six days before (UTC).</param>
internal sealed record DeliveryHealth(
    Instant? TickedAt,
    int Due,
    int Late,
    Instant? OldestDueAt,
    int OpenBatches,
    bool IsMore,
    DayCounts Week
)
{
    /// <summary>Why nothing is sent, or null while mails are.</summary>
    public PulledBrake? Brake { get; init; }

    /// <summary>What may leave today while a new domain is warmed up; null if there is no ceiling.</summary>
    public WarmUpDay? WarmUp { get; init; }
}
