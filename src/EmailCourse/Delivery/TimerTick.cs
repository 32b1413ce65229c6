using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What the timer does: asks every shard what is due, and notes that it did.</summary>
internal sealed class TimerTick(
    IShardQueue queue,
    ShardWorkReader work,
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

    // Where another process has ticked since, some sweeping is done twice, and harmlessly.
    private Instant? _last;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await AskAllAsync(cancellationToken);
        var last = _last ?? await lastTick.FindAsync(cancellationToken);
        await lastTick.WriteAsync(cancellationToken);
        _last = clock.GetCurrentInstant();
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

    // A partition that does not answer keeps nobody in the others waiting, and the tick fails all the same.
    private async Task AskAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var asked = ShardKey
            .All.Select(shard => (Shard: shard, HasWork: work.HasWorkAsync(shard, now, cancellationToken)))
            .ToList();
        try
        {
            await Task.WhenAll(asked.Select(each => each.HasWork));
        }
        finally
        {
            await RequestRunsAsync(
                [
                    .. asked
                        .Where(each => each.HasWork is { IsCompletedSuccessfully: true, Result: true })
                        .Select(each => each.Shard),
                ],
                cancellationToken
            );
        }
    }

    // Where nothing is due, nothing is checked: a tick of a course that rests costs as little as may be.
    private async Task RequestRunsAsync(IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken)
    {
        if (shards.Count == 0)
        {
            return;
        }

        try
        {
            await Task.WhenAll(brake.CheckAsync(cancellationToken), warmUp.BeginDayAsync(cancellationToken));
        }
        finally
        {
            await Task.WhenAll(shards.Select(shard => queue.SendAsync(shard, Duration.Zero, cancellationToken)));
        }
    }
}
