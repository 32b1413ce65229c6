using EmailCourse.Bench.Stand;
using EmailCourse.Delivery;
using NodaTime;

namespace EmailCourse.Bench.Delivery;

/// <summary>A table full of due lessons, and an engine before it. Each contender gets one of its own.</summary>
internal sealed class DeliveryScene : IAsyncDisposable
{
    private DeliveryScene(DeliveryScenario scenario, BenchTable table, BenchEngine engine) =>
        (Scenario, Table, Engine) = (scenario, table, engine);

    public DeliveryScenario Scenario { get; }

    public BenchTable Table { get; }

    public BenchEngine Engine { get; }

    /// <param name="clock">The system's if <see langword="null"/>.</param>
    public static async Task<DeliveryScene> CreateAsync(DeliveryScenario scenario, IClock? clock = null)
    {
        var table = await BenchTable.CreateAsync(scenario.Storage, scenario.StorageLatency);
        var engine = new BenchEngine(table, scenario.MailLatency, clock);
        // What the first tick of an hour and of a process does besides is not what a lesson costs.
        await engine.Get<ICourseDelivery>().TickAsync(CancellationToken.None);
        var dueAt = (clock ?? SystemClock.Instance).GetCurrentInstant() - Duration.FromMinutes(1);
        await Learners.AddAsync(engine, table.Plain, scenario.Due, scenario.Lessons, dueAt);
        table.Requests.Clear();
        return new DeliveryScene(scenario, table, engine);
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Table.DisposeAsync();
    }
}
