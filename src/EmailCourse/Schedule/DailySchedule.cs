using System.Globalization;
using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>
/// When a subscriber wants lessons: at a full hour (0 to 23) of their own time zone, every day or at a slower pace.
/// </summary>
internal sealed record DailySchedule(DateTimeZone Zone, int Hour, Pace Pace = Pace.Daily)
{
    /// <summary>08:00, for those who choose none.</summary>
    public const int DefaultHour = 8;

    /// <summary>The least time between two lessons, whatever hour or zone was changed in between.</summary>
    public static readonly Duration MinimumGap = Duration.FromHours(12);

    /// <summary>Stands where nobody has chosen any.</summary>
    public static DailySchedule None { get; } = new(DateTimeZone.Utc, DefaultHour);

    /// <summary>Parses a full hour of the day, or returns null.</summary>
    public static int? ParseHour(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 23 ? hour : null;

    /// <summary>The same without the pace, for a lesson whose day does not depend on it.</summary>
    public DailySchedule WithoutPace() => this with { Pace = Pace.Daily };

    /// <summary>From the day of a lesson to the first day on which the next may come.</summary>
    private int Interval =>
        Pace switch
        {
            Pace.EveryOtherDay => 2,
            Pace.Weekly => 7,
            _ => 1,
        };

    /// <summary>
    /// The chosen hour on the first local day that the pace allows after <paramref name="planned"/> and that is at least
    /// <see cref="MinimumGap"/> after <paramref name="sent"/>.
    /// </summary>
    public Instant NextDay(Instant planned, Instant sent) => First(DateOf(planned).PlusDays(Interval), sent + MinimumGap);

    /// <summary>
    /// The first instant after <paramref name="now"/> at which the subscriber's clock shows the chosen hour, on a day of the week
    /// that the pace allows.
    /// </summary>
    public Instant NextHour(Instant now) => First(DateOf(now), now + Duration.Epsilon);

    /// <summary>The next chosen hour that also keeps pace and minimum gap after the lesson at <paramref name="last"/>.</summary>
    public Instant NextHour(Instant now, Instant last)
    {
        var earliest = NextHour(Instant.Max(now, last + MinimumGap));
        // Whoever receives lessons daily may move the next one to a later hour of the same day.
        return Interval == 1 ? earliest : First(DateOf(last).PlusDays(Interval), earliest);
    }

    /// <summary>The same time of day on the subscriber's clock, so many days later.</summary>
    public Instant DaysLater(Instant now, int days) =>
        Zone.AtLeniently(now.InZone(Zone).LocalDateTime.PlusDays(days)).ToInstant();

    private LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    private Instant First(LocalDate day, Instant earliest)
    {
        var at = At(day);
        while (at < earliest || !IsLessonDay(at))
        {
            day = day.PlusDays(1);
            at = At(day);
        }

        return at;
    }

    private bool IsLessonDay(Instant at) =>
        Pace != Pace.Weekdays || DateOf(at).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    // An hour skipped by daylight saving moves forward by the gap; of an hour that comes twice, the first is taken.
    private Instant At(LocalDate day) => Zone.AtLeniently(day.At(new LocalTime(Hour, 0))).ToInstant();
}
