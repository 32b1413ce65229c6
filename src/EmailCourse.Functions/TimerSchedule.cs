using NCrontab;
using NodaTime;

namespace EmailCourse.Functions;

/// <summary>
/// The schedule of the timer in UTC, as the host reads it. Source:
/// https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions.
/// </summary>
internal sealed class TimerSchedule
{
    // The host knows five fields too, but these cannot be told from six with one forgotten.
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _crontab;

    private TimerSchedule(CrontabSchedule crontab) => _crontab = crontab;

    /// <returns><see langword="null"/> if the text is no expression of six fields.</returns>
    public static TimerSchedule? Parse(string? text) =>
        text is not null && CrontabSchedule.TryParse(text, SixFields) is { } crontab ? new(crontab) : null;

    /// <returns>The end of the year 9999 if there is none.</returns>
    public Instant NextRun(Instant after) =>
        Instant.FromDateTimeUtc(DateTime.SpecifyKind(_crontab.GetNextOccurrence(after.ToDateTimeUtc()), DateTimeKind.Utc));
}
