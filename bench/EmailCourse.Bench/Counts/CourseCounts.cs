using EmailCourse.Bench.Delivery;
using EmailCourse.Bench.SignUp;
using EmailCourse.Bench.Stand;
using EmailCourse.Bench.Webhook;
using EmailCourse.Delivery;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Bench.Counts;

/// <summary>
/// Counts requests and calls with a clock that stands still and a table in memory: the same on every machine and in every run.
/// </summary>
internal static class CourseCounts
{
    private const int Due = 20_000;
    private const int People = 16;

    private static readonly TestClock Clock = new(Instant.FromUtc(2026, 3, 27, 7, 5));

    public static async Task<IReadOnlyList<Count>> TakeAsync()
    {
        var oneLesson = await DeliverAsync(Due, lessons: 1);
        var thirteenLessons = await DeliverAsync(Due, lessons: 13);
        var signUps = await SignUpAsync();
        return
        [
            new(CountNames.RequestsPerLesson, (double)oneLesson.TableRequests / Due),
            new(CountNames.CallsOneLesson, 1000.0 * oneLesson.MailCalls / Due),
            new(CountNames.CallsThirteenLessons, 1000.0 * thirteenLessons.MailCalls / Due),
            new(CountNames.MessagesPerShard, (double)oneLesson.Messages / ShardKey.All.Count),
            new(CountNames.IdleTick, await IdleTickAsync()),
            new(CountNames.SignUp, (double)signUps.TableRequests / People),
            new(CountNames.SignUpMessages, (double)signUps.Messages / People),
            new(CountNames.WebhookOneBatch, await ReceiveEventsAsync(batches: 1)),
            new(CountNames.WebhookManyBatches, await ReceiveEventsAsync(batches: EventCall.Events)),
        ];
    }

    /// <summary>Counts what delivering that many lessons takes, of one kind or of several.</summary>
    public static async Task<RequestCounter> DeliverAsync(int due, int lessons)
    {
        var scenario = new DeliveryScenario(due, lessons, BenchTable.Memory, Latency.None, Latency.None, Parallel: 1);
        await using var scene = await DeliveryScene.CreateAsync(scenario, Clock);
        await scene.Engine.DeliverAsync(scenario.Parallel);
        return scene.Table.Requests.Mails == due
            ? scene.Table.Requests
            : throw new InvalidOperationException($"{scene.Table.Requests.Mails:N0} of {due:N0} lessons were sent.");
    }

    /// <summary>Counts the table requests of a tick with nothing to do, after the first of the hour.</summary>
    public static async Task<int> IdleTickAsync() =>
        await CountAsync(
            async (engine, table) =>
            {
                var delivery = engine.Get<ICourseDelivery>();
                await delivery.TickAsync(CancellationToken.None);
                var before = table.Requests.TableRequests;
                await delivery.TickAsync(CancellationToken.None);
                return table.Requests.TableRequests - before;
            }
        );

    private static async Task<RequestCounter> SignUpAsync() =>
        await CountAsync(
            async (engine, table) =>
            {
                for (var number = 0; number < People; number++)
                {
                    await SignUpForm.SendAsync(engine, number);
                }

                return table.Requests;
            }
        );

    private static async Task<int> ReceiveEventsAsync(int batches) =>
        await CountAsync(
            async (engine, table) =>
            {
                await new EventCall(batches, Clock.Now).SendAsync(engine);
                return table.Requests.TableRequests;
            }
        );

    private static async Task<T> CountAsync<T>(Func<BenchEngine, BenchTable, Task<T>> act)
    {
        await using var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        using var engine = new BenchEngine(table, Latency.None, Clock);
        return await act(engine, table);
    }
}
