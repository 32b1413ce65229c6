using NodaTime;

namespace EmailCourse.Schedule;

/// <summary>Finds time zones by their IANA name in the data that NodaTime brings along, never in the machine's.</summary>
internal static class TimeZones
{
    public static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>Restores a zone that was accepted before. UTC if the name has left the IANA database.</summary>
    public static DateTimeZone Stored(string name) => Find(name) ?? DateTimeZone.Utc;
}
