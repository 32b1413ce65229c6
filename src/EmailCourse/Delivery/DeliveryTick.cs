using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The timer's question to every shard: is anything due, is a batch open, are there new lessons?</summary>
public sealed class DeliveryTick
{
    private readonly ICourseTable _table;
    private readonly IShardQueue _queue;
    private readonly CourseGrowth _newLessons;
    private readonly IClock _clock;

    internal DeliveryTick(ICourseTable table, IShardQueue queue, CourseGrowth newLessons, IClock clock) =>
        (_table, _queue, _newLessons, _clock) = (table, queue, newLessons, clock);

    /// <summary>Puts one message per shard with work to do on the queue. Safe to call at any time and as often as one likes.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(ShardKey.All.Select(shard => AskAsync(shard, cancellationToken)));

    /// <summary>Whether the shard has an open batch or a due row up to now: their keys lie side by side, so one small read tells.</summary>
    internal static async Task<bool> HasWorkAsync(
        ICourseTable table,
        ShardKey shard,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var range = new RowRange(Batch.All.From, ScheduledMail.UpTo(now).Before);
        return (await table.ReadAsync(shard, range, atMost: 1, cancellationToken)).Count > 0;
    }

    private async Task AskAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (await HasWorkAsync(_table, shard, _clock.GetCurrentInstant(), cancellationToken))
        {
            await _queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }

        await _newLessons.GoOnAsync(shard, cancellationToken);
    }
}
