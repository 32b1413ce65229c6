using CsCheck;
using EmailCourse.Schedule;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Schedule;

/// <summary>What holds in every zone at every hour. From 2012 on, for before that some islands left out whole days.</summary>
public sealed class DailyScheduleTests
{
    private const int Samples = 50_000;

    private static readonly Gen<DailySchedule> Clocks = Gen.Select(
        Gen.OneOf([.. DateTimeZoneProviders.Tzdb.Ids]),
        Gen.Int[0, 23],
        (zone, hour) => new DailySchedule(TimeZones.Find(zone)!, hour)
    );

    private static readonly Gen<Instant> Instants = Gen.Long[
            Instant.FromUtc(2012, 1, 1, 0, 0).ToUnixTimeSeconds() / 60,
            Instant.FromUtc(2045, 1, 1, 0, 0).ToUnixTimeSeconds() / 60
        ]
        .Select(minutes => Instant.FromUnixTimeSeconds(minutes * 60));

    private static readonly Gen<Duration> Delays = Gen.Int[0, 180].Select(minutes => Duration.FromMinutes(minutes));

    [Fact]
    public void The_next_day_shows_the_chosen_hour_unless_that_hour_is_skipped() =>
        Gen.Select(Clocks, Instants, Delays)
            .Sample(
                (schedule, planned, delay) => ShowsTheHour(schedule, schedule.NextDay(planned, planned + delay)),
                iter: Samples
            );

    [Fact]
    public void The_next_day_is_a_later_day_on_the_learners_calendar() =>
        Gen.Select(Clocks, Instants, Delays)
            .Sample(
                (schedule, planned, delay) =>
                    Local(schedule, schedule.NextDay(planned, planned + delay)).Date > Local(schedule, planned).Date,
                iter: Samples
            );

    [Fact]
    public void The_next_day_leaves_twelve_hours_of_rest() =>
        Gen.Select(Clocks, Instants, Delays)
            .Sample(
                (schedule, planned, delay) =>
                    schedule.NextDay(planned, planned + delay) >= planned + delay + Duration.FromHours(12),
                iter: Samples
            );

    // From midnight to the 23rd hour of the next day are 47 hours, and two more where clocks change.
    [Fact]
    public void The_next_day_is_never_further_than_the_end_of_the_next_day() =>
        Gen.Select(Clocks, Instants, Delays)
            .Sample(
                (schedule, planned, delay) => schedule.NextDay(planned, planned + delay) - planned <= Duration.FromHours(49),
                iter: Samples
            );

    // Unless their hour was skipped into the next day, as it is in Greenland at 23:00.
    [Fact]
    public void Someone_who_gets_lessons_at_their_hour_gets_the_next_a_day_later() =>
        Gen.Select(Clocks, Instants, Delays)
            .Sample(
                (schedule, some, delay) =>
                {
                    var planned = schedule.NextHour(some);
                    var apart = schedule.NextDay(planned, planned + delay) - planned;
                    return Local(schedule, planned).Hour != schedule.Hour
                        || (apart >= Duration.FromHours(21) && apart <= Duration.FromHours(27));
                },
                iter: Samples
            );

    [Fact]
    public void An_hour_that_comes_twice_is_taken_the_first_time() =>
        Gen.Select(Clocks, Instants)
            .Sample(
                (schedule, planned) =>
                {
                    var next = schedule.NextDay(planned, planned);
                    var same = schedule.Zone.MapLocal(Local(schedule, next));
                    return same.Count < 2 || same.First().ToInstant() == next;
                },
                iter: Samples
            );

    [Fact]
    public void The_next_hour_lies_ahead_within_little_more_than_a_day() =>
        Gen.Select(Clocks, Instants)
            .Sample(
                (schedule, now) =>
                {
                    var next = schedule.NextHour(now);
                    return next > now && next - now <= Duration.FromHours(27) && ShowsTheHour(schedule, next);
                },
                iter: Samples
            );

    [Fact]
    public void A_zone_that_left_the_database_is_read_as_utc() =>
        Assert.Equal(DateTimeZone.Utc, TimeZones.Stored("Atlantis/Poseidonis"));

    [Theory]
    [InlineData("")]
    [InlineData("Berlin")]
    [InlineData("europe/berlin")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../../etc/passwd")]
    public void A_name_that_iana_does_not_have_is_no_zone(string name) => Assert.Null(TimeZones.Find(name));

    private static LocalDateTime Local(DailySchedule schedule, Instant at) => at.InZone(schedule.Zone).LocalDateTime;

    private static bool ShowsTheHour(DailySchedule schedule, Instant at)
    {
        var local = Local(schedule, at);
        return local.TimeOfDay == new LocalTime(schedule.Hour, 0)
            || IsSkipped(schedule, local.Date)
            || IsSkipped(schedule, local.Date.PlusDays(-1));
    }

    private static bool IsSkipped(DailySchedule schedule, LocalDate day) =>
        schedule.Zone.MapLocal(day.At(new LocalTime(schedule.Hour, 0))).Count == 0;
}
