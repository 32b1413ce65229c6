using Azure;
using Azure.Data.Tables;

namespace EmailCourse.Storage;

/// <summary>Collects the changes of one entity-group transaction.</summary>
internal sealed class Transaction(ShardKey shard)
{
    private readonly List<TableTransactionAction> _changes = [];

    public int Count => _changes.Count;

    public Transaction Insert(TableEntity row) => With(TableTransactionActionType.Add, row, default);

    public Transaction Replace(TableEntity row, ETag expected) => With(TableTransactionActionType.UpdateReplace, row, expected);

    public Transaction Merge(TableEntity row, ETag expected) => With(TableTransactionActionType.UpdateMerge, row, expected);

    /// <summary>Inserts the row if there was none, or replaces the one that was read.</summary>
    /// <param name="read">The version that was read; <see langword="default"/> if there was no row.</param>
    public Transaction Save(TableEntity row, ETag read) => read == default ? Insert(row) : Replace(row, read);

    /// <summary>Inserts or replaces the row, whatever there is.</summary>
    public Transaction Put(TableEntity row) => With(TableTransactionActionType.UpsertReplace, row, default);

    public Transaction Delete(string rowKey, ETag expected) =>
        With(TableTransactionActionType.Delete, new TableEntity(shard.ToString(), rowKey), expected);

    public Task<CommitResult> CommitAsync(ICourseTable table, CancellationToken cancellationToken) =>
        table.CommitAsync(shard, _changes, cancellationToken);

    private Transaction With(TableTransactionActionType type, TableEntity row, ETag expected)
    {
        _changes.Add(new TableTransactionAction(type, row, expected));
        return this;
    }
}
