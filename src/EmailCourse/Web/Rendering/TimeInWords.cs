using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Web.Rendering;

/// <summary>A time as a page says it to one person: on their own clock.</summary>
internal static class TimeInWords
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("dddd, MMMM d", CultureInfo.InvariantCulture);
    private static readonly LocalTimePattern Time = LocalTimePattern.Create("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Returns for instance <c>tomorrow, Saturday, March 28, at 08:00</c>.</summary>
    public static string Of(Instant at, Instant now, DateTimeZone zone)
    {
        var (local, today) = (at.InZone(zone), now.InZone(zone).Date);
        var day = Day.Format(local.Date);
        var when =
            local.Date == today ? "today"
            : local.Date == today.PlusDays(1) ? $"tomorrow, {day}"
            : $"on {day}";
        return $"{when}, at {Time.Format(local.TimeOfDay)}";
    }
}
