using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>A learner's own clock: a time zone and the full hour (0 to 23) at which lessons come.</summary>
internal sealed record DailySchedule(DateTimeZone Zone, int Hour)
{
    /// <summary>Two lessons are never closer than this, whatever hour or zone was changed in between.</summary>
    public static readonly Duration MinimumGap = Duration.FromHours(12);

    /// <summary>The chosen hour on the first local day after <paramref name="planned"/> that leaves the learner a <see cref="MinimumGap"/> after
    /// <paramref name="sent"/>.</summary>
    /// <remarks>An hour skipped by daylight saving moves forward by the gap; an hour that comes twice is taken the first time.</remarks>
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

    /// <summary>The first time after <paramref name="now"/> at which the clock shows the chosen hour.</summary>
    public Instant NextHour(Instant now)
    {
        var day = now.InZone(Zone).Date;
        while (At(day) <= now)
        {
            day = day.PlusDays(1);
        }

        return At(day);
    }

    private Instant At(LocalDate day) => Zone.AtLeniently(day.At(new LocalTime(Hour, 0))).ToInstant();
}
