using NCrontab;

namespace EmailCourse.Functions;

/// <summary>
/// The schedule of the timer, as the host reads it. Source:
/// https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions.
/// </summary>
internal static class TimerSchedule
{
    // The host knows five fields too, but these cannot be told from six with one forgotten.
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    /// <returns><see langword="null"/> if the text is no expression of six fields.</returns>
    public static CrontabSchedule? Parse(string? text) => text is null ? null : CrontabSchedule.TryParse(text, SixFields);

    /// <summary>The longest time from one run to the next in the two weeks after <paramref name="from"/> (UTC).</summary>
    public static TimeSpan LongestInterval(CrontabSchedule schedule, DateTime from)
    {
        var runs = schedule.GetNextOccurrences(from, from.AddDays(14)).Take(10_000).ToList();
        return runs.Count < 2 ? TimeSpan.FromDays(14) : runs.Zip(runs.Skip(1), (one, next) => next - one).Max();
    }
}
