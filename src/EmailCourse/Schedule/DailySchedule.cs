using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>When a subscriber wants lessons: every day at a full hour (0 to 23) of their own time zone.</summary>
internal sealed record DailySchedule(DateTimeZone Zone, int Hour)
{
    /// <summary>08:00, for those who choose none.</summary>
    public const int DefaultHour = 8;

    /// <summary>The least time between two lessons, whatever hour or zone was changed in between.</summary>
    public static readonly Duration MinimumGap = Duration.FromHours(12);

    /// <summary>
    /// The chosen hour on the first local day after <paramref name="planned"/> that is at least <see cref="MinimumGap"/> after
    /// <paramref name="sent"/>.
    /// </summary>
    public Instant NextDay(Instant planned, Instant sent)
    {
        var earliest = sent + MinimumGap;
        var day = planned.InZone(Zone).Date.PlusDays(1);
        while (At(day) < earliest)
        {
            day = day.PlusDays(1);
        }

        return At(day);
    }

    /// <summary>The first instant after <paramref name="now"/> at which the subscriber's clock shows the chosen hour.</summary>
    public Instant NextHour(Instant now)
    {
        var day = now.InZone(Zone).Date;
        while (At(day) <= now)
        {
            day = day.PlusDays(1);
        }

        return At(day);
    }

    // An hour skipped by daylight saving moves forward by the gap; of an hour that comes twice, the first is taken.
    private Instant At(LocalDate day) => Zone.AtLeniently(day.At(new LocalTime(Hour, 0))).ToInstant();
}
