using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What the timer does: asks every shard what is due, and notes that it did.</summary>
internal sealed class TimerTick(
    IShardQueue queue,
    DueRowReader dueRows,
    NewLessonPlanner newLessons,
    LastTickStore lastTick,
    HourlyQuota quota,
    RetentionSweeper retention,
    SpentTokenStore spent,
    CourseMetrics metrics,
    IClock clock
)
{
    private const long SecondsOfHour = 3600;
    private const long SecondsOfDay = 24 * SecondsOfHour;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ForEachShardAsync(shard => AskAsync(shard, cancellationToken));
        var last = await lastTick.FindAsync(cancellationToken);
        await lastTick.WriteAsync(cancellationToken);
        metrics.Ticked();
        if (IsFirstOf(SecondsOfHour, last))
        {
            await ForEachShardAsync(shard => quota.ForgetAsync(shard, cancellationToken));
        }

        // Late, for after a lesson was added it takes as long as there are people who had finished.
        await ForEachShardAsync(shard => newLessons.PlanAsync(shard, cancellationToken));
        if (IsFirstOf(SecondsOfDay, last))
        {
            await ForEachShardAsync(shard => retention.SweepAsync(shard, cancellationToken));
            await ForEachShardAsync(shard => spent.ForgetAsync(shard, cancellationToken));
        }
    }

    private static Task ForEachShardAsync(Func<ShardKey, Task> act) => Task.WhenAll(ShardKey.All.Select(act));

    private bool IsFirstOf(long period, Instant? last) =>
        last?.ToUnixTimeSeconds() / period != clock.GetCurrentInstant().ToUnixTimeSeconds() / period;

    private async Task AskAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (await dueRows.HasWorkAsync(shard, clock.GetCurrentInstant(), cancellationToken))
        {
            await queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }
    }
}
