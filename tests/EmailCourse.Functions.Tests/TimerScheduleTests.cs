using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "00:05:00")]
    [InlineData("*/30 * * * * *", "00:00:30")]
    [InlineData("0 */5 7-20 * * *", "10:05:00")]
    [InlineData("0 0 8 * * *", "1.00:00:00")]
    [InlineData("0 0 8 * * MON", "7.00:00:00")]
    [InlineData("0 0 8 1 1 *", "14.00:00:00")]
    public void The_longest_interval_is_what_a_timer_may_be_silent_for(string schedule, string interval) =>
        Assert.Equal(
            TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture),
            TimerSchedule.LongestInterval(TimerSchedule.Parse(schedule)!, new DateTime(2026, 3, 27, 12, 0, 0, DateTimeKind.Utc))
        );
}
