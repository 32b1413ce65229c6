using System.Globalization;
using NodaTime.TimeZones;

namespace EmailCourse.Web.Rendering;

internal sealed record TimeZoneRegion(string Region, IReadOnlyList<TimeZoneChoice> Zones);

internal sealed record TimeZoneChoice(string Id, string Label);

internal sealed record HourChoice(int Value, string Label);

/// <summary>What the form offers.</summary>
internal static class SignUpChoices
{
    /// <summary>The places of the time-zone database by region, and UTC for those who want it.</summary>
    public static IReadOnlyList<TimeZoneRegion> Zones { get; } =
    [
        .. TzdbDateTimeZoneSource
            .Default.ZoneLocations!.Select(location => location.ZoneId)
            .Distinct()
            .GroupBy(id => id.Split('/')[0])
            .OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => new TimeZoneRegion(
                region.Key,
                [.. region.Select(Choice).OrderBy(zone => zone.Label, StringComparer.Ordinal)]
            )),
        new("Other", [new("Etc/UTC", "UTC")]),
    ];

    public static IReadOnlyList<HourChoice> Hours { get; } =
    [
        .. Enumerable
            .Range(0, 24)
            .Select(hour => new HourChoice(hour, string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00{Spoken(hour)}"))),
    ];

    // America/Argentina/Buenos_Aires reads as "Argentina, Buenos Aires".
    private static TimeZoneChoice Choice(string id) => new(id, string.Join(", ", id.Split('/').Skip(1)).Replace('_', ' '));

    private static string Spoken(int hour) =>
        hour switch
        {
            0 => " (midnight)",
            12 => " (noon)",
            _ => "",
        };
}
