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
    BrakeCheck brake,
    WarmUpStore warmUp,
    CourseMetrics metrics,
    IClock clock
)
{
    private const long SecondsOfHour = 3600;
    private const long SecondsOfDay = 24 * SecondsOfHour;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var beforeAnyRun = new Lazy<Task>(() => BeforeAnyRunAsync(cancellationToken));
        await ForEachShardAsync(shard => AskAsync(shard, beforeAnyRun, cancellationToken));
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
        }
    }

    private static Task ForEachShardAsync(Func<ShardKey, Task> act) => Task.WhenAll(ShardKey.All.Select(act));

    private bool IsFirstOf(long period, Instant? last) =>
        last?.ToUnixTimeSeconds() / period != clock.GetCurrentInstant().ToUnixTimeSeconds() / period;

    // Once, and only where there is something to do: a tick of a course that rests costs as little as may be.
    private async Task BeforeAnyRunAsync(CancellationToken cancellationToken)
    {
        await brake.CheckAsync(cancellationToken);
        await warmUp.BeginDayAsync(cancellationToken);
    }

    private async Task AskAsync(ShardKey shard, Lazy<Task> beforeAnyRun, CancellationToken cancellationToken)
    {
        if (!await dueRows.HasWorkAsync(shard, clock.GetCurrentInstant(), cancellationToken))
        {
            return;
        }

        try
        {
            await beforeAnyRun.Value;
        }
        finally
        {
            // A partition that does not answer keeps nobody in the others waiting, and the tick fails all the same.
            await queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }
    }
}
