using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>
/// Decides when a lesson is too late to be sent: after an outage it waits for the subscriber's next hour instead.
/// </summary>
internal static class Lateness
{
    /// <summary>A lesson is sent up to three hours after it was due.</summary>
    public static readonly Duration Limit = Duration.FromHours(3);

    public static bool IsTooLate(Instant due, Instant now) => now - due > Limit;
}
