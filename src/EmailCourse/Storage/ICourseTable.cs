using Azure.Data.Tables;

namespace EmailCourse.Storage;

/// <summary>The little the course asks of Azure Table Storage: a point read, a range read and an entity-group transaction, each within one shard.</summary>
internal interface ICourseTable
{
    /// <summary>Reads one row; <see langword="null"/> when there is none.</summary>
    Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken);

    /// <summary>Reads the first <paramref name="atMost"/> (1 to 1,000) rows of a range, in the order of their keys.</summary>
    Task<IReadOnlyList<TableEntity>> ReadAsync(ShardKey shard, RowRange range, int atMost, CancellationToken cancellationToken);

    /// <summary>Makes all changes or none.</summary>
    /// <exception cref="TableLimitException">The transaction is one Azure would refuse, however often it were tried.</exception>
    Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    );
}
