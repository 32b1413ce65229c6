using Azure.Data.Tables;
using EmailCourse.Storage;

namespace EmailCourse.Bench.Stand;

/// <summary>
/// Counts the calls of a table that sends no requests: each would be one request to Azure, whose pages hold 1,000 rows too.
/// </summary>
internal sealed class CountingTable(ICourseTable inner, RequestCounter requests) : ICourseTable
{
    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        requests.CountTableRequest();
        return inner.FindAsync(shard, rowKey, cancellationToken);
    }

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        requests.CountTableRequest();
        return inner.ReadAsync(shard, range, atMost, cancellationToken);
    }

    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        requests.CountTableRequest();
        return inner.CommitAsync(shard, changes, cancellationToken);
    }
}
