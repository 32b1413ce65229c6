using System.Globalization;
using EmailCourse.Local.Startup;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Local.Sandbox.Page;

/// <summary>An instant for people and for the API. The server writes UTC; the page adds the reader's own time.</summary>
internal sealed record InstantView(string Iso, string Words)
{
    private const int Morning = 8;

    private static readonly InstantPattern Spoken = InstantPattern.Create(
        "ddd d MMM uuuu, HH:mm 'UTC'",
        CultureInfo.InvariantCulture
    );

    public static InstantView Of(Instant instant) => new(InstantText.Pattern.Format(instant), Spoken.Format(instant));

    /// <summary>The next 08:00 UTC.</summary>
    public static InstantView NextMorning(Instant now)
    {
        var today = now.InUtc().Date.At(new LocalTime(Morning, 0)).InUtc().ToInstant();
        return Of(today > now ? today : today + Duration.FromDays(1));
    }
}
