using System.Text.Json;
using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.Delivery;

/// <summary>
/// Delivers one scene in a process of its own, so that its peak of memory is neither that of the scenes before it nor a matter of
/// when the collector came by: it collects on the thread that allocates, and has a heap of a fixed size to do with.
/// </summary>
internal static class LoneDelivery
{
    /// <summary>
    /// The hidden verb by which this program reads a scenario as JSON, delivers it, and prints the result as JSON.
    /// </summary>
    public const string Verb = "deliver-once";

    // Until the runtime has compiled everything for good.
    private const int WarmUps = 3;

    // Source: https://learn.microsoft.com/dotnet/core/runtime-config/garbage-collector.
    private static readonly (string Name, string Value) NotConcurrent = ("DOTNET_gcConcurrent", "0");
    private static readonly (string Name, string Value) HeapLimit = ("DOTNET_GCHeapHardLimit", $"{96 * 1024 * 1024:x}");

    public static async Task<DeliveryResult> MeasureAsync(DeliveryScenario scenario)
    {
        // A table in memory is on the same heap, and grows.
        using var process = ChildProcess.Start(
            Verb,
            scenario.Storage == BenchTable.Memory ? [NotConcurrent] : [NotConcurrent, HeapLimit]
        );
        return JsonSerializer.Deserialize<DeliveryResult>(await process.AskAsync(JsonSerializer.Serialize(scenario)))!;
    }

    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        var scenario = JsonSerializer.Deserialize<DeliveryScenario>((await input.ReadLineAsync())!)!;
        for (var time = 0; time < WarmUps; time++)
        {
            await DeliveryResult.WarmUpAsync(scenario, [Contender.Ours]);
        }

        await output.WriteLineAsync(JsonSerializer.Serialize(await DeliveryResult.MeasureAsync(scenario, Contender.Ours)));
    }
}
