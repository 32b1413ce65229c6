using Azure.Data.Tables;
using EmailCourse.Delivery;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>
/// A crowd of one zone whose lesson is due at the same hour, under the limits of storage and of the provider. Half of them have
/// waited for an hour already. The same seed is the same world.
/// </summary>
internal static class CrowdWorld
{
    private static readonly Instant Hour = Instant.FromUtc(2026, 11, 30, 8, 0);
    private static readonly DailySchedule Schedule = new(TimeZones.Find("Etc/UTC")!, DailySchedule.DefaultHour);

    /// <param name="people">How many.</param>
    /// <param name="runs">How many runs the instances of the app do at once: 16 shards are the most that is of use.</param>
    /// <exception cref="InvalidOperationException">The engine failed otherwise than by what was simulated.</exception>
    public static CrowdReport Play(int people, CrowdLimits limits, int runs, int seed)
    {
        var (random, clock, report, rows) = (new Random(seed), new TestClock(Hour), new CrowdReport(), new InMemoryTable());
        var agenda = new Agenda(clock, random);
        var bugs = new List<Exception>();
        var queue = new CrowdQueue(agenda, runs) { Surprised = bugs.Add };
        var provider = new CrowdProvider(agenda, random, limits, report, Hour, bugs.Add);
        var engine = new Engine(
            new ThrottledTable(rows, agenda, random, limits, report),
            queue,
            provider,
            clock,
            new SeededIds(random),
            Profile.Lessons
        );
        provider.Webhook = accepted => engine.Events.HandleAsync([accepted], CancellationToken.None);
        queue.Run = shard => engine.Delivery.RunShardAsync(shard, CancellationToken.None);
        AddPeople(rows, engine, people);
        Tick();
        agenda.RunUntil(Hour + Duration.FromHours(6));
        report.Lost = people - report.Mails + report.Doubled;
        report.NotRecorded = people - ShardKey.All.SelectMany(rows.Rows).Count(row => IsRecorded(row));
        report.LeftOpen = ShardKey.All.SelectMany(rows.Rows).Count(row => IsLeftOpen(row, clock.Now));
        report.Postponed = (int)ShardKey.All.SelectMany(rows.Rows).Sum(row => row.GetInt64(CounterNames.Late) ?? 0);
        return bugs.Count == 0 ? report : throw new InvalidOperationException("The engine failed.", bugs[0]);

        void Tick()
        {
            Life.Begin(TickAsync, crashed: null, bugs.Add);
            agenda.In(DeliveryRules.Tick, Tick);
        }

        async Task TickAsync()
        {
            try
            {
                await engine.Delivery.TickAsync(CancellationToken.None);
            }
            catch (SimulatedFaultException)
            {
                // The next tick asks again.
            }
        }
    }

    private static bool IsRecorded(TableEntity row) =>
        row.RowKey.StartsWith("subscriber~", StringComparison.Ordinal)
        && SubscriberRow.Read(row) is Subscriber { Progress: { Received: [var received], Due: { } due } }
        && received == Profile.Lessons[0]
        && due.Mail == Profile.Lessons[1].Mail;

    private static bool IsLeftOpen(TableEntity row, Instant now) =>
        row.RowKey.StartsWith("batch~", StringComparison.Ordinal)
        || (row.RowKey == ShardLease.RowKey && row.GetInstant("ExpiresAt") > now);

    private static void AddPeople(InMemoryTable rows, Engine engine, int people)
    {
        for (var number = 0; number < people; number++)
        {
            var dueAt = number % 2 == 0 ? Hour : Hour - Duration.FromHours(1);
            var person = ActiveSubscriber.Create(engine.Ids, engine.Plan, number, received: 0, Schedule, dueAt);
            var transaction = new Transaction(person.Id.Shard).Insert(SubscriberRow.Write(person)).Insert(person.DueRow!.ToRow());
            transaction.CommitAsync(rows, CancellationToken.None).GetAwaiter().GetResult();
        }
    }
}
