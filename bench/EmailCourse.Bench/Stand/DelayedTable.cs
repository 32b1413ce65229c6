using Azure.Data.Tables;
using EmailCourse.Storage;

namespace EmailCourse.Bench.Stand;

/// <summary>Lets each request to a table take its time, so that round trips count as they do in Azure.</summary>
internal sealed class DelayedTable(ICourseTable inner, Latency latency) : ICourseTable
{
    public async Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        await latency.PassAsync(cancellationToken);
        return await inner.FindAsync(shard, rowKey, cancellationToken);
    }

    public async Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        await latency.PassAsync(cancellationToken);
        return await inner.ReadAsync(shard, range, atMost, cancellationToken);
    }

    public async Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        await latency.PassAsync(cancellationToken);
        return await inner.CommitAsync(shard, changes, cancellationToken);
    }
}
