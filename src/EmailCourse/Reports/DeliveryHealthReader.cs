using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Reports;

/// <summary>Looks how delivery stands: a page of due rows and the open batches of each shard.</summary>
internal sealed class DeliveryHealthReader(
    ICourseTable table,
    BatchStore batches,
    LastTickStore lastTick,
    DayCountsReader counts,
    BrakeStore brake,
    WarmUpStore warmUp,
    IClock clock
)
{
    /// <summary>The most due rows of a shard that are counted.</summary>
    public const int Most = TableLimits.PageRows;

    private const int DaysOfWeek = 7;

    private static readonly Duration LateAfter = Duration.FromMinutes(15);

    public async Task<DeliveryHealth> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InUtc().Date;
        var week = counts.ReadSumAsync(today.PlusDays(1 - DaysOfWeek), today, cancellationToken);
        var tickedAt = lastTick.FindAsync(cancellationToken);
        var shards = await Task.WhenAll(ShardKey.All.Select(shard => ReadAsync(shard, now, cancellationToken)));
        var due = shards.SelectMany(shard => shard.Due).ToList();
        return new(
            await tickedAt,
            due.Count,
            due.Count(at => now - at > LateAfter),
            due.Count > 0 ? due.Min() : null,
            shards.Sum(shard => shard.Batches),
            shards.Any(shard => shard.Due.Count == Most),
            await week
        )
        {
            Brake = await brake.FindAsync(cancellationToken),
            WarmUp = await warmUp.FindTodayAsync(cancellationToken),
        };
    }

    private async Task<(IReadOnlyList<Instant> Due, int Batches)> ReadAsync(
        ShardKey shard,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var open = batches.ReadOpenAsync(shard, cancellationToken);
        var due = await table.ReadAsync(shard, ScheduledMail.UpTo(now), Most, cancellationToken);
        return ([.. due.Select(row => ScheduledMail.FromRowKey(row.RowKey).Due.At)], (await open).Count);
    }
}
