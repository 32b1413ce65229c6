using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Schedules another run of a shard that cannot be worked on now. The row <c>reschedule</c> says when, so that one message waits
/// and not many: a queue that delivers a message twice would otherwise double the messages with every run.
/// </summary>
internal sealed class ShardRescheduler(ICourseTable table, IShardQueue queue, IClock clock)
{
    public const string RowKey = "reschedule";

    // By so much a message may come early: the queue counts time by its own clock.
    private static readonly Duration ClockTolerance = Duration.FromSeconds(2);

    /// <summary>
    /// Schedules a run after <paramref name="wait"/>, at once if that is over, unless one is scheduled that comes as early.
    /// </summary>
    public async Task RescheduleAsync(ShardKey shard, Duration wait, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        wait = Duration.Max(wait, Duration.Zero);
        if (
            await table.FindAsync(shard, RowKey, cancellationToken) is { } waiting
            && waiting.FindInstant("At") is { } at
            && at > now + ClockTolerance
            && at <= now + wait + ClockTolerance
        )
        {
            return;
        }

        var row = new TableEntity(shard.ToString(), RowKey) { ["At"] = (now + wait).ToDateTimeOffset() };
        await new Transaction(shard).Put(row).CommitAsync(table, cancellationToken);
        await queue.SendAsync(shard, wait, cancellationToken);
    }
}
