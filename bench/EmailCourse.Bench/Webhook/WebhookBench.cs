using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;
using EmailCourse.Bench.Stand;
using NodaTime;

namespace EmailCourse.Bench.Webhook;

/// <summary>Receives 1,000 events in one call: of one batch, as is usual, and of as many batches as there are events.</summary>
internal static class WebhookBench
{
    private const string Bench = "webhook";

    /// <param name="progress">Told after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(string storage, Latency latency, int rounds, Action progress)
    {
        // The first call compiles.
        await ReceiveAsync(storage, Latency.None, batches: 1);
        var one = new List<(Sample Sample, int Requests)>();
        var many = new List<(Sample Sample, int Requests)>();
        for (var round = 0; round < rounds; round++)
        {
            one.Add(await ReceiveAsync(storage, Latency.None, batches: 1));
            many.Add(await ReceiveAsync(storage, latency, batches: EventCall.Events));
            progress();
        }

        var batches = $"1,000 events of 1,000 batches, storage {latency}";
        return
        [
            new(Bench, "1,000 events of one batch: CPU", "ms", [.. one.Select(round => round.Sample.Cpu.TotalMilliseconds)]),
            new(Bench, "1,000 events of one batch: table requests", "", [.. one.Select(round => (double)round.Requests)]),
            new(Bench, $"{batches}: time", "ms", [.. many.Select(round => round.Sample.Elapsed.TotalMilliseconds)]),
            new(Bench, $"{batches}: table requests", "", [.. many.Select(round => (double)round.Requests)]),
        ];
    }

    private static async Task<(Sample Sample, int Requests)> ReceiveAsync(string storage, Latency latency, int batches)
    {
        await using var table = await BenchTable.CreateAsync(storage, latency);
        using var engine = new BenchEngine(table, Latency.None);
        var call = new EventCall(batches, SystemClock.Instance.GetCurrentInstant());
        var sample = await ProcessMeter.MeasureAsync(() => call.SendAsync(engine));
        return (sample, table.Requests.TableRequests);
    }
}
