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
    CourseMetrics metrics,
    IClock clock
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(ShardKey.All.Select(shard => AskAsync(shard, cancellationToken)));
        var isFirstOfHour = HourOf(await lastTick.FindAsync(cancellationToken)) != HourOf(clock.GetCurrentInstant());
        await lastTick.WriteAsync(cancellationToken);
        metrics.Ticked();
        if (isFirstOfHour)
        {
            await Task.WhenAll(ShardKey.All.Select(shard => quota.ForgetAsync(shard, cancellationToken)));
        }

        // Last, for after a lesson was added it takes as long as there are people who had finished.
        await Task.WhenAll(ShardKey.All.Select(shard => newLessons.PlanAsync(shard, cancellationToken)));
    }

    private static long? HourOf(Instant? at) => at?.ToUnixTimeSeconds() / 3600;

    private async Task AskAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (await dueRows.HasWorkAsync(shard, clock.GetCurrentInstant(), cancellationToken))
        {
            await queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }
    }
}
