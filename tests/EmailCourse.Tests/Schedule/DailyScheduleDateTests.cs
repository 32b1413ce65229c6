using EmailCourse.Schedule;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EmailCourse.Tests.Schedule;

public sealed class DailyScheduleDateTests
{
    [Theory]
    // Spring in the north: the day has 23 hours, and an hour that is skipped comes later by the gap.
    [InlineData("Europe/Berlin", 8, "2026-03-28T07:00Z", "2026-03-29T06:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-03-28T01:00Z", "2026-03-29T01:00Z")]
    [InlineData("America/New_York", 8, "2026-03-07T13:00Z", "2026-03-08T12:00Z")]
    [InlineData("America/New_York", 2, "2026-03-07T07:00Z", "2026-03-08T07:00Z")]
    // Autumn in the north: 25 hours, and of an hour that comes twice the first is taken.
    [InlineData("Europe/Berlin", 8, "2026-10-24T06:00Z", "2026-10-25T07:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-24T00:00Z", "2026-10-25T00:00Z")]
    [InlineData("America/New_York", 1, "2026-10-31T05:00Z", "2026-11-01T05:00Z")]
    // The south.
    [InlineData("Australia/Sydney", 8, "2026-10-02T22:00Z", "2026-10-03T21:00Z")]
    [InlineData("Australia/Sydney", 2, "2026-10-02T16:00Z", "2026-10-03T16:00Z")]
    [InlineData("Australia/Sydney", 2, "2026-04-03T15:00Z", "2026-04-04T15:00Z")]
    // Half an hour of daylight saving.
    [InlineData("Australia/Lord_Howe", 2, "2026-10-02T15:30Z", "2026-10-03T15:30Z")]
    [InlineData("Australia/Lord_Howe", 2, "2026-04-03T15:00Z", "2026-04-04T15:30Z")]
    [InlineData("Australia/Lord_Howe", 8, "2026-10-02T21:30Z", "2026-10-03T21:00Z")]
    // The day that begins at one.
    [InlineData("America/Santiago", 0, "2026-09-05T04:00Z", "2026-09-06T04:00Z")]
    // Half and quarter hours.
    [InlineData("Asia/Kolkata", 8, "2026-03-28T02:30Z", "2026-03-29T02:30Z")]
    [InlineData("Asia/Kathmandu", 8, "2026-03-28T02:15Z", "2026-03-29T02:15Z")]
    [InlineData("Pacific/Chatham", 8, "2026-09-25T19:15Z", "2026-09-26T18:15Z")]
    [InlineData("Pacific/Chatham", 3, "2026-09-25T14:15Z", "2026-09-26T14:15Z")]
    // The day that never was.
    [InlineData("Pacific/Apia", 8, "2011-12-29T18:00Z", "2011-12-30T18:00Z")]
    public void The_next_lesson_comes_at_the_chosen_hour_of_the_next_local_day(string zone, int hour, string sent, string next) =>
        Assert.Equal(At(next), Schedule(zone, hour).NextDay(At(sent), At(sent)));

    [Theory]
    [InlineData(8, "2026-03-26T21:00Z", "2026-03-28T07:00Z")]
    [InlineData(8, "2026-03-26T19:00Z", "2026-03-27T07:00Z")]
    [InlineData(8, "2026-03-26T19:01Z", "2026-03-28T07:00Z")]
    [InlineData(8, "2026-03-26T23:30Z", "2026-03-28T07:00Z")]
    [InlineData(23, "2026-03-26T08:00Z", "2026-03-27T22:00Z")]
    public void Two_lessons_are_at_least_twelve_hours_apart(int hour, string sent, string next) =>
        Assert.Equal(At(next), Schedule("Europe/Berlin", hour).NextDay(At(sent), At(sent)));

    [Fact]
    public void A_lesson_sent_a_little_late_does_not_move_the_next() =>
        Assert.Equal(
            At("2026-03-28T07:00Z"),
            Schedule("Europe/Berlin", 8).NextDay(At("2026-03-27T07:00Z"), At("2026-03-27T09:59Z"))
        );

    [Fact]
    public void A_lesson_sent_after_midnight_still_belongs_to_the_day_it_was_planned_for() =>
        Assert.Equal(
            At("2026-03-28T22:00Z"),
            Schedule("Europe/Berlin", 23).NextDay(At("2026-03-27T22:00Z"), At("2026-03-28T00:30Z"))
        );

    [Theory]
    [InlineData("2026-03-27T06:59Z", "2026-03-27T07:00Z")]
    [InlineData("2026-03-27T07:00Z", "2026-03-28T07:00Z")]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T06:00Z")]
    public void The_next_hour_is_the_first_that_lies_ahead(string now, string next) =>
        Assert.Equal(At(next), Schedule("Europe/Berlin", 8).NextHour(At(now)));

    [Fact]
    public void A_lesson_may_be_three_hours_late_and_no_more()
    {
        var due = At("2026-03-27T07:00Z");

        Assert.False(Lateness.IsTooLate(due, At("2026-03-27T10:00Z")));
        Assert.True(Lateness.IsTooLate(due, At("2026-03-27T10:01Z")));
    }

    private static DailySchedule Schedule(string zone, int hour) => new(TimeZones.Find(zone)!, hour);

    private static Instant At(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;
}
