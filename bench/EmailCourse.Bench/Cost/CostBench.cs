using System.Diagnostics;
using EmailCourse.Bench.Counts;
using EmailCourse.Bench.Scores;
using EmailCourse.Telemetry;

namespace EmailCourse.Bench.Cost;

/// <summary>Reckons from counts and list prices what a million lessons cost, and what a month without any.</summary>
internal static class CostBench
{
    private const string Bench = "cost";
    private const int Due = 100_000;
    private const double Million = 1_000_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var spans = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CourseTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref spans),
        };
        ActivitySource.AddActivityListener(listener);
        var lessons = await CourseCounts.DeliverAsync(Due, lessons: 1);
        var idleTick = await CourseCounts.IdleTickAsync();

        var scale = Million / Due;
        var webhookCalls = Million * Assumptions.EventsPerLesson / Assumptions.EventsPerCall;
        var runSeconds = Million * Assumptions.EntitiesPerLesson / Assumptions.EntitiesPerSecond;
        var executions = lessons.Messages + webhookCalls;
        var webhookRequests = webhookCalls * Assumptions.BatchesPerCall;
        var items = (spans * scale) + (2 * executions);
        Figure[] parts =
        [
            Of("table, lessons", Prices.TableRequest * lessons.TableRequests * scale),
            Of("table, events", Prices.TableRequest * webhookRequests),
            Of("queue", Prices.QueueRequest * lessons.Messages * Assumptions.QueueRequestsPerMessage),
            Of("executions", Prices.Execution * executions),
            Of("GB-seconds, lessons", Memory(Assumptions.Instances * runSeconds)),
            Of("GB-seconds, events", Memory(webhookCalls * Assumptions.LeastExecution)),
            Of("telemetry", Prices.TelemetryGigabyte * items * Assumptions.TelemetryItemBytes / 1e9),
        ];
        return
        [
            .. parts,
            Of("all", parts.Sum(part => part.Median)),
            new Figure(Bench, "a month of idle ticks: table", "$", Prices.TableRequest * idleTick * Assumptions.TicksPerMonth),
            new Figure(Bench, "a month of idle ticks: executions", "$", Prices.Execution * Assumptions.TicksPerMonth),
            new Figure(Bench, "a month of idle ticks: GB-seconds", "$", Memory(Assumptions.TicksPerMonth)),
        ];
    }

    private static double Memory(double instanceSeconds) =>
        Prices.GigabyteSecond * Assumptions.InstanceGigabytes * instanceSeconds;

    private static Figure Of(string part, double dollars) => new(Bench, $"a million lessons: {part}", "$", dollars);
}
