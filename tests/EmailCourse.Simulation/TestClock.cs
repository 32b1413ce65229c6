using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>Time that moves when a test says so.</summary>
internal sealed class TestClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
