using NodaTime.TimeZones;

namespace EmailCourse.Web.Rendering;

/// <summary>A part of the world and its time zones, as the sign-up form offers them.</summary>
/// <param name="Region">The first part of the zones' ids.</param>
/// <param name="Zones">Sorted by label.</param>
internal sealed record TimeZoneRegion(string Region, IReadOnlyList<TimeZoneChoice> Zones)
{
    /// <summary>Every zone of the time-zone database that has a location, by region, and UTC.</summary>
    public static IReadOnlyList<TimeZoneRegion> All { get; } =
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

    // America/Argentina/Buenos_Aires reads as "Argentina, Buenos Aires".
    private static TimeZoneChoice Choice(string id) => new(id, string.Join(", ", id.Split('/').Skip(1)).Replace('_', ' '));
}

/// <summary>A time zone the sign-up form offers.</summary>
/// <param name="Id">Its IANA id.</param>
/// <param name="Label">What the form shows.</param>
internal sealed record TimeZoneChoice(string Id, string Label);
