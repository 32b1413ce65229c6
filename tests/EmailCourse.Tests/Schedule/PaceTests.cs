using CsCheck;
using EmailCourse.Schedule;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EmailCourse.Tests.Schedule;

/// <summary>
/// What a slower pace means, in every zone at every hour. From 2012 on, as in <see cref="DailyScheduleTests"/>.
/// </summary>
public sealed class PaceTests
{
    private const int Samples = 20_000;

    private static readonly Gen<DateTimeZone> Zones = Gen.OneOf([.. DateTimeZoneProviders.Tzdb.Ids])
        .Select(id => DateTimeZoneProviders.Tzdb[id]);

    private static readonly Gen<Instant> Instants = Gen.Long[
            Instant.FromUtc(2012, 1, 1, 0, 0).ToUnixTimeSeconds() / 60,
            Instant.FromUtc(2045, 1, 1, 0, 0).ToUnixTimeSeconds() / 60
        ]
        .Select(minutes => Instant.FromUnixTimeSeconds(minutes * 60));

    private static readonly Gen<Duration> Delays = Gen.Int[0, 180].Select(minutes => Duration.FromMinutes(minutes));

    [Theory]
    [InlineData(nameof(Pace.EveryOtherDay), 2)]
    [InlineData(nameof(Pace.Weekly), 7)]
    public void The_next_lesson_comes_so_many_local_days_later_at_the_chosen_hour(string pace, int days) =>
        Gen.Select(Of(pace), Instants, Delays)
            .Sample(
                (schedule, some, delay) =>
                {
                    var planned = schedule.NextHour(some);
                    var next = schedule.NextDay(planned, planned + delay);
                    return next == schedule.Zone.AtLeniently(At(schedule, Date(schedule, planned).PlusDays(days))).ToInstant();
                },
                iter: Samples
            );

    [Fact]
    public void On_weekdays_no_lesson_ever_comes_on_a_weekend() =>
        Gen.Select(Of(nameof(Pace.Weekdays)), Instants, Delays)
            .Sample(
                (schedule, now, delay) =>
                    IsWeekday(schedule, schedule.NextHour(now))
                    && IsWeekday(schedule, schedule.NextDay(now, now + delay))
                    && IsWeekday(schedule, schedule.NextHour(now + delay, now)),
                iter: Samples
            );

    [Fact]
    public void On_weekdays_there_is_one_lesson_a_day_from_Monday_to_Friday()
    {
        var schedule = new DailySchedule(DateTimeZoneProviders.Tzdb["Europe/Berlin"], 8, Pace.Weekdays);
        var lesson = Instant.FromUtc(2026, 3, 26, 7, 0);
        var days = new List<string>();
        for (var count = 0; count < 6; count++)
        {
            lesson = schedule.NextDay(lesson, lesson);
            days.Add($"{lesson.InZone(schedule.Zone):ddd HH:mm}");
        }

        Assert.Equal(["Fri 08:00", "Mon 08:00", "Tue 08:00", "Wed 08:00", "Thu 08:00", "Fri 08:00"], days);
    }

    [Fact]
    public void Whatever_is_changed_the_next_lesson_keeps_the_pace_and_twelve_hours_from_the_last() =>
        Gen.Select(Gen.Enum<Pace>(), Zones, Gen.Int[0, 23], Instants, Gen.Int[0, 20_000])
            .Sample(
                (pace, zone, hour, last, minutes) =>
                {
                    var schedule = new DailySchedule(zone, hour, pace);
                    var now = last + Duration.FromMinutes(minutes);
                    var next = schedule.NextHour(now, last);
                    return next > now
                        && next - last >= DailySchedule.MinimumGap
                        && Date(schedule, next) >= Date(schedule, last).PlusDays(LeastDays(pace));
                },
                iter: Samples
            );

    [Theory]
    [InlineData("2026-03-21T08:00Z", "2026-03-28T08:00Z")]
    [InlineData("2026-03-22T08:00Z", "2026-03-29T07:00Z")]
    [InlineData("2026-10-18T07:00Z", "2026-10-25T08:00Z")]
    public void A_week_later_is_the_same_hour_on_the_clock_across_daylight_saving(string lesson, string next)
    {
        var schedule = new DailySchedule(DateTimeZoneProviders.Tzdb["Europe/London"], 8, Pace.Weekly);

        Assert.Equal(Parse(next), schedule.NextDay(Parse(lesson), Parse(lesson)));
    }

    private static Gen<DailySchedule> Of(string pace) =>
        Gen.Select(Zones, Gen.Int[0, 23], (zone, hour) => new DailySchedule(zone, hour, Enum.Parse<Pace>(pace)));

    private static int LeastDays(Pace pace) =>
        pace switch
        {
            Pace.EveryOtherDay => 2,
            Pace.Weekly => 7,
            _ => 0,
        };

    private static LocalDate Date(DailySchedule schedule, Instant at) => at.InZone(schedule.Zone).Date;

    private static LocalDateTime At(DailySchedule schedule, LocalDate day) => day.At(new LocalTime(schedule.Hour, 0));

    private static bool IsWeekday(DailySchedule schedule, Instant at) =>
        Date(schedule, at).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private static Instant Parse(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;
}
