using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Delivery;

/// <summary>How many mails may leave on a UTC day while a new domain is warmed up.</summary>
internal sealed class WarmUpCeiling(WarmUpOptions options)
{
    /// <summary>From so many mails a day on there is no ceiling any more: the domain is warm.</summary>
    public const int Highest = 1_000_000;

    private readonly LocalDate? _start =
        options.Start.Length == 0 ? null : LocalDatePattern.Iso.Parse(options.Start).GetValueOrThrow();

    /// <summary>
    /// The ceiling of a day: that of the first day also before it, so that nothing runs ahead of a date in the future.
    /// </summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public int? On(LocalDate day)
    {
        if (_start is not { } start)
        {
            return null;
        }

        var days = Math.Max(0, Period.DaysBetween(start, day));
        var mails = options.FirstDay * Math.Pow(1 + options.GrowthPercent / 100.0, days);
        return mails < Highest ? (int)Math.Round(mails) : null;
    }
}
