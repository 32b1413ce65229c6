using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Comes back to a shard that cannot be worked on now. The row <c>wake</c> says when, so that one message waits and not many: a queue
/// that delivers twice would otherwise double the messages with every return.
/// </summary>
internal sealed class ShardRescheduler(ICourseTable table, IShardQueue queue, IClock clock)
{
    public const string RowKey = "wake";

    public async Task RescheduleAsync(ShardKey shard, Duration wait, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (await table.FindAsync(shard, RowKey, cancellationToken) is { } waiting && SharedColumns.Instant(waiting, "At") > now)
        {
            return;
        }

        var wake = new TableEntity(shard.ToString(), RowKey) { ["At"] = (now + wait).ToDateTimeOffset() };
        await new Transaction(shard).Put(wake).CommitAsync(table, cancellationToken);
        await queue.SendAsync(shard, wait, cancellationToken);
    }
}
