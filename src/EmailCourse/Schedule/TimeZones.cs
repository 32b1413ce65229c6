using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>Time zones by their IANA name, from the data NodaTime brings along and never the machine's.</summary>
internal static class TimeZones
{
    public static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>A zone accepted earlier. Names do not leave the IANA database; should one ever, UTC keeps the lessons coming.</summary>
    public static DateTimeZone Stored(string name) => Find(name) ?? DateTimeZone.Utc;
}
