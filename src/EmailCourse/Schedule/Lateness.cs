using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>When it is too late for a lesson: after an outage it waits for the learner's next hour instead of coming at any hour.</summary>
internal static class Lateness
{
    public static readonly Duration Limit = Duration.FromHours(3);

    public static bool IsTooLate(Instant due, Instant now) => now - due > Limit;
}
