using System.Diagnostics;
using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;
using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.SignUp;

/// <summary>Signs people up: one after the other for what one costs, and many at a time for how long each waits.</summary>
internal static class SignUpBench
{
    private const string Bench = "signup";
    private const int Parallel = 64;

    /// <param name="people">How many sign up in each round; at most 16,000, or the quotas refuse them.</param>
    /// <param name="progress">Told after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        int people,
        string storage,
        Latency latency,
        int rounds,
        Action progress
    )
    {
        // The first ones compile.
        await OneByOneAsync(people / 4, storage);
        var alone = new List<(Sample Sample, int Requests, int Messages)>();
        var crowds = new List<List<double>>();
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await OneByOneAsync(people, storage));
            crowds.Add(await ManyAtATimeAsync(people, storage, latency));
            progress();
        }

        var crowd = $"{Parallel} at a time, storage {latency}";
        return
        [
            new(Bench, "table requests", "", [.. alone.Select(round => (double)round.Requests / people)]),
            new(Bench, "queue messages", "", [.. alone.Select(round => (double)round.Messages / people)]),
            new(Bench, "CPU", "µs", [.. alone.Select(round => round.Sample.Cpu.TotalMicroseconds / people)]),
            new(Bench, "allocated", "KiB", [.. alone.Select(round => round.Sample.AllocatedBytes / 1024.0 / people)]),
            new(Bench, $"{crowd}: p50", "ms", [.. crowds.Select(times => Percentile(times, 50))]),
            new(Bench, $"{crowd}: p99", "ms", [.. crowds.Select(times => Percentile(times, 99))]),
            new(Bench, $"{crowd}: p99 ÷ p50", "×", [.. crowds.Select(times => Percentile(times, 99) / Percentile(times, 50))]),
        ];
    }

    private static async Task<(Sample Sample, int Requests, int Messages)> OneByOneAsync(int people, string storage)
    {
        await using var table = await BenchTable.CreateAsync(storage, Latency.None);
        using var engine = new BenchEngine(table, Latency.None);
        var sample = await ProcessMeter.MeasureAsync(async () =>
        {
            for (var number = 0; number < people; number++)
            {
                await SignUpForm.SendAsync(engine, number);
            }
        });
        return (sample, table.Requests.TableRequests, table.Requests.Messages);
    }

    private static async Task<List<double>> ManyAtATimeAsync(int people, string storage, Latency latency)
    {
        await using var table = await BenchTable.CreateAsync(storage, latency);
        using var engine = new BenchEngine(table, Latency.None);
        var times = new double[people];
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            people,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (number, _) =>
            {
                var began = Stopwatch.GetTimestamp();
                await SignUpForm.SendAsync(engine, number);
                times[number] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        );
        return [.. times.Order()];
    }

    private static double Percentile(List<double> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];
}
