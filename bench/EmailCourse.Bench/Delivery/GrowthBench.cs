using System.Globalization;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Delivery;

/// <summary>
/// Delivers ever more lessons, the sizes in turn and each in a process of its own, for what should not grow with them.
/// </summary>
internal static class GrowthBench
{
    private const string Bench = "growth";

    /// <param name="sizes">Each ten times the one before.</param>
    /// <param name="progress">Told after each piece of work.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        DeliveryScenario scenario,
        IReadOnlyList<int> sizes,
        int rounds,
        Action progress
    )
    {
        var results = await DeliveryResult.MeasureInTurnAsync(
            sizes,
            size => LoneDelivery.MeasureAsync(scenario with { Due = size }),
            rounds,
            progress
        );
        return
        [
            .. results.SelectMany(each => Figures(scenario with { Due = each.Key }, each.Value)),
            .. sizes.Zip(sizes.Skip(1)).SelectMany(pair => Ratios(scenario, pair, results)),
        ];
    }

    private static IEnumerable<Figure> Figures(DeliveryScenario scenario, List<DeliveryResult> results)
    {
        Figure Of(string name, string unit, Func<DeliveryResult, double> value) =>
            new(Bench, $"{scenario}: {name}", unit, [.. results.Select(value)]);

        yield return Of("table requests per lesson", "", result => result.RequestsPerLesson);
        yield return Of("calls per 1,000 lessons", "", result => result.CallsPerThousand);
        yield return Of("CPU per lesson", "µs", result => result.CpuMicroseconds);
        yield return Of("peak memory", "MiB", result => result.PeakMiB);
    }

    private static IEnumerable<Figure> Ratios(
        DeliveryScenario scenario,
        (int Smaller, int Larger) pair,
        Dictionary<int, List<DeliveryResult>> results
    )
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.LessonsName}, {scenario.StorageName}: {pair.Larger:N0} ÷ {pair.Smaller:N0} due"
        );
        Figure Of(string what, Func<DeliveryResult, double> value) =>
            new(
                Bench,
                $"{name}, {what}",
                "×",
                [.. results[pair.Larger].Zip(results[pair.Smaller], (larger, smaller) => value(larger) / value(smaller))]
            );

        yield return Of("CPU per lesson", result => result.CpuMicroseconds);
        yield return Of("peak memory", result => result.PeakMiB);
    }
}
