using EmailCourse.Schedule;

namespace EmailCourse.Web;

/// <summary>Validates the time zone and the hour that were entered into a form.</summary>
internal static class ScheduleValidator
{
    /// <summary>Returns the schedule, or null and what to correct in each field.</summary>
    public static (DailySchedule? Schedule, string? TimeZoneError, string? HourError) Validate(string timeZone, string hour)
    {
        var zone = TimeZones.Find(timeZone);
        var wanted = hour.Length == 0 ? DailySchedule.DefaultHour : DailySchedule.ParseHour(hour);
        return (
            zone is not null && wanted is { } at ? new DailySchedule(zone, at) : null,
            zone is null ? TimeZoneError(timeZone) : null,
            wanted is null ? "Please choose a full hour from 0 to 23." : null
        );
    }

    private static string TimeZoneError(string text) =>
        text.Length == 0
            ? "Please choose your time zone, so that lessons come in your morning and not in ours."
            : "We do not know this time zone. Please choose one from the list, such as Europe/Berlin.";
}
