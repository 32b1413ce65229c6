using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Looks ahead: when is there something to do next?</summary>
public sealed class NextDueReader
{
    private readonly ICourseTable _table;

    internal NextDueReader(ICourseTable table) => _table = table;

    /// <summary>The earliest instant after <paramref name="now"/> at which a due row falls due or, while something due is still unsent or
    /// a batch is open, the next tick comes; <see langword="null"/> when nothing lies ahead.</summary>
    public async Task<Instant?> AfterAsync(Instant now, CancellationToken cancellationToken)
    {
        var each = await Task.WhenAll(ShardKey.All.Select(shard => AfterAsync(shard, now, cancellationToken)));
        return each.Min();
    }

    private async Task<Instant?> AfterAsync(ShardKey shard, Instant now, CancellationToken cancellationToken)
    {
        var later = await _table.ReadAsync(shard, ScheduledMail.LaterThan(now), atMost: 1, cancellationToken);
        var due = later.Count == 0 ? (Instant?)null : ScheduledMail.FromRowKey(later[0].RowKey).Due.At;
        return await DeliveryTick.HasWorkAsync(_table, shard, now, cancellationToken) ? Earlier(due, TickAfter(now)) : due;
    }

    private static Instant Earlier(Instant? one, Instant other) => one < other ? one.Value : other;

    private static Instant TickAfter(Instant now)
    {
        var tick = (long)DeliveryRules.Tick.TotalSeconds;
        return Instant.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / tick + 1) * tick);
    }
}
