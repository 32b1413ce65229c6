using NodaTime.Text;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-27T12:00:00Z", "2026-03-27T12:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-03-27T12:04:59.9Z", "2026-03-27T12:05:00Z")]
    [InlineData("*/30 * * * * *", "2026-03-27T12:00:00Z", "2026-03-27T12:00:30Z")]
    [InlineData("* * 8-20 * * *", "2026-03-27T20:59:59Z", "2026-03-28T08:00:00Z")]
    [InlineData("0 0 8 1,15 * *", "2026-03-15T08:00:00Z", "2026-04-01T08:00:00Z")]
    [InlineData("0 0 8 29 2 *", "2026-03-15T08:00:00Z", "2028-02-29T08:00:00Z")]
    public void The_next_run_is_the_first_after_a_moment(string schedule, string after, string next) =>
        Assert.Equal(
            InstantPattern.ExtendedIso.Parse(next).Value,
            TimerSchedule.Parse(schedule)!.NextRun(InstantPattern.ExtendedIso.Parse(after).Value)
        );

    [Fact]
    public void A_day_that_never_comes_is_no_error()
    {
        var schedule = TimerSchedule.Parse("0 0 0 30 2 *")!;

        var never = schedule.NextRun(InstantPattern.ExtendedIso.Parse("2026-03-27T12:00:00Z").Value);

        Assert.Equal(never, schedule.NextRun(never));
    }
}
