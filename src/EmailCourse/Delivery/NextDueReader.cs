using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Finds when there is something to do next, for a clock that is moved by hand.</summary>
internal sealed class NextDueReader(ICourseTable table, ShardWorkReader work)
{
    /// <summary>
    /// Finds the earliest instant after <paramref name="now"/> at which a row falls due or, while something due is unsent or a
    /// batch is open, the next tick comes.
    /// </summary>
    /// <returns><see langword="null"/> if nothing lies ahead.</returns>
    public async Task<Instant?> AfterAsync(Instant now, CancellationToken cancellationToken)
    {
        var each = await Task.WhenAll(ShardKey.All.Select(shard => AfterAsync(shard, now, cancellationToken)));
        return each.Min();
    }

    private async Task<Instant?> AfterAsync(ShardKey shard, Instant now, CancellationToken cancellationToken)
    {
        var later = await table.ReadAsync(shard, ScheduledMail.LaterThan(now), atMost: 1, cancellationToken);
        var due = later.Count == 0 ? (Instant?)null : ScheduledMail.FromRowKey(later[0].RowKey).Due.At;
        return await work.HasWorkAsync(shard, now, cancellationToken) ? Earlier(due, TickAfter(now)) : due;
    }

    private static Instant Earlier(Instant? one, Instant other) => one < other ? one.Value : other;

    private static Instant TickAfter(Instant now)
    {
        var tick = (long)DeliveryRules.Tick.TotalSeconds;
        return Instant.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / tick + 1) * tick);
    }
}
