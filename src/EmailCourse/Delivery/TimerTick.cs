using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What the timer does: asks every shard what is due, and notes that it did.</summary>
internal sealed class TimerTick(
    IShardQueue queue,
    DueRowReader dueRows,
    NewLessonPlanner newLessons,
    LastTickStore lastTick,
    CourseMetrics metrics,
    IClock clock
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(ShardKey.All.Select(shard => AskAsync(shard, cancellationToken)));
        await lastTick.WriteAsync(cancellationToken);
        metrics.Ticked();

        // Last, for after a lesson was added it takes as long as there are people who had finished.
        await Task.WhenAll(ShardKey.All.Select(shard => newLessons.PlanAsync(shard, cancellationToken)));
    }

    private async Task AskAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (await dueRows.HasWorkAsync(shard, clock.GetCurrentInstant(), cancellationToken))
        {
            await queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }
    }
}
