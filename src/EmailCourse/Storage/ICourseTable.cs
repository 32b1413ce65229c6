using Azure.Data.Tables;

namespace EmailCourse.Storage;

/// <summary>The table of the course: point reads, range reads and entity-group transactions, each within one shard.</summary>
internal interface ICourseTable
{
    /// <summary>Reads one row; <see langword="null"/> if there is none.</summary>
    Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken);

    /// <summary>Reads the first <paramref name="atMost"/> (1 to 1,000) rows of a range, in the order of their keys.</summary>
    Task<IReadOnlyList<TableEntity>> ReadAsync(ShardKey shard, RowRange range, int atMost, CancellationToken cancellationToken);

    /// <summary>Makes all changes, or none.</summary>
    /// <exception cref="TableLimitException">The transaction breaks one of Azure's limits.</exception>
    Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    );
}
