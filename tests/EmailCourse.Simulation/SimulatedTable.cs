using Azure.Data.Tables;
using EmailCourse.Storage;

namespace EmailCourse.Simulation;

/// <summary>The table behind the network.</summary>
internal sealed class SimulatedTable(
    InMemoryTable table,
    Network network,
    Action<ShardKey, IReadOnlyList<TableTransactionAction>, IReadOnlyList<TableEntity>> committed
) : ICourseTable
{
    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken) =>
        network.CallAsync("find", () => table.FindAsync(shard, rowKey, default).Result, cancellationToken);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    ) => network.CallAsync("read", () => table.ReadAsync(shard, range, atMost, default).Result, cancellationToken);

    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    ) =>
        network.CallAsync(
            "commit",
            () =>
            {
                var before = changes
                    .Select(change => table.FindAsync(shard, change.Entity.RowKey, default).Result)
                    .OfType<TableEntity>()
                    .ToList();
                var result = table.CommitAsync(shard, changes, default).Result;
                if (result is CommitResult.Committed)
                {
                    committed(shard, changes, before);
                }

                return result;
            },
            cancellationToken
        );
}
