using System.Globalization;

namespace EmailCourse.Bench.Counts;

/// <summary>
/// What each count may be at most: what it is today. One that grows fails the build; whoever makes one smaller writes the new
/// number here, and whoever has a reason to let one grow does so here too, with the reason in the commit.
/// </summary>
internal static class CountLimits
{
    public static IReadOnlyDictionary<string, double> Agreed { get; } =
        new Dictionary<string, double>
        {
            [CountNames.RequestsPerLesson] = 0.0363,
            [CountNames.CallsOneLesson] = 1.6,
            [CountNames.CallsThirteenLessons] = 10.4,
            [CountNames.MessagesPerShard] = 1,
            [CountNames.IdleTick] = 17,
            [CountNames.SignUp] = 11,
            [CountNames.SignUpMessages] = 1,
            [CountNames.WebhookOneBatch] = 1,
            [CountNames.WebhookManyBatches] = 1000,
        };

    /// <summary>Names each count that is over its limit, or that has none, in one sentence.</summary>
    public static IReadOnlyList<string> Exceeded(IEnumerable<Count> counts, IReadOnlyDictionary<string, double> limits) =>
        [.. counts.Select(count => Exceeded(count, limits)).OfType<string>()];

    private static string? Exceeded(Count count, IReadOnlyDictionary<string, double> limits) =>
        !limits.TryGetValue(count.Name, out var limit) ? $"There is no limit for {count.Name}: add one to CountLimits."
        : count.Value > limit ? $"{count.Name}: {Text(count.Value)}, and the limit is {Text(limit)}."
        : null;

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
