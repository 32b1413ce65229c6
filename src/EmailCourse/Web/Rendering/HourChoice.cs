using System.Globalization;

namespace EmailCourse.Web.Rendering;

/// <summary>An hour of the day the sign-up form offers.</summary>
/// <param name="Value">From 0 to 23.</param>
/// <param name="Label">What the form shows.</param>
internal sealed record HourChoice(int Value, string Label)
{
    public static IReadOnlyList<HourChoice> All { get; } =
    [
        .. Enumerable
            .Range(0, 24)
            .Select(hour => new HourChoice(hour, string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00{Note(hour)}"))),
    ];

    private static string Note(int hour) =>
        hour switch
        {
            0 => " (midnight)",
            12 => " (noon)",
            _ => "",
        };
}
