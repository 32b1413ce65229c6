using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Delivery;

/// <summary>
/// Delivers the same lessons by each contender in turn, A B C A B C, so that whatever slows the machine down slows all of them.
/// </summary>
internal static class DeliveryBench
{
    private const string Bench = "delivery";

    /// <param name="progress">Told after each piece of work.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        DeliveryScenario scenario,
        IReadOnlyList<Contender> contenders,
        int rounds,
        Action progress
    )
    {
        await DeliveryResult.WarmUpAsync(scenario, contenders);
        var results = await DeliveryResult.MeasureInTurnAsync(
            contenders,
            contender => DeliveryResult.MeasureAsync(scenario, contender),
            rounds,
            progress
        );
        return [.. results.SelectMany(each => Figures(scenario, each.Key, each.Value)), .. Ratios(scenario, results)];
    }

    private static IEnumerable<Figure> Figures(DeliveryScenario scenario, Contender contender, List<DeliveryResult> results)
    {
        Figure Of(string name, string unit, Func<DeliveryResult, double> value) =>
            new(Bench, $"{scenario}: {name}, {contender.Name}", unit, [.. results.Select(value)]);

        yield return Of("table requests per lesson", "", result => result.RequestsPerLesson);
        yield return Of("calls per 1,000 lessons", "", result => result.CallsPerThousand);
        yield return Of("lessons a second", "1/s", result => result.PerSecond);
        yield return Of("CPU per lesson", "µs", result => result.CpuMicroseconds);
        yield return Of("allocated per lesson", "KiB", result => result.AllocatedKiB);
    }

    // Of the same round each: what slowed one of the pair down slowed down the other.
    private static IEnumerable<Figure> Ratios(DeliveryScenario scenario, Dictionary<Contender, List<DeliveryResult>> results) =>
        results
            .Where(other => other.Key != Contender.Ours)
            .Select(other => new Figure(
                Bench,
                $"{scenario}: throughput ÷ {other.Key.Name}",
                "×",
                [.. results[Contender.Ours].Zip(other.Value, (our, their) => our.PerSecond / their.PerSecond)]
            ));
}
