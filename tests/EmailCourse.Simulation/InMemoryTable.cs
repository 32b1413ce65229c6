using Azure;
using Azure.Data.Tables;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>The table port in memory: versions, transactions and limits as Azure has them, proven by the contract tests.</summary>
internal sealed class InMemoryTable : ICourseTable
{
    private readonly Dictionary<ShardKey, SortedDictionary<string, TableEntity>> _shards =
        ShardKey.All.ToDictionary(shard => shard, _ => new SortedDictionary<string, TableEntity>(StringComparer.Ordinal));

    private readonly Lock _lock = new();
    private long _version;

    /// <summary>Every row of a shard as it stands, for a test to look at.</summary>
    public IReadOnlyList<TableEntity> Rows(ShardKey shard)
    {
        lock (_lock)
            return [.. _shards[shard].Values.Select(row => Copy(row))];
    }

    /// <summary>Whether any shard has an open batch or a due row, as the tick would find.</summary>
    public bool HasWork(Instant now)
    {
        var range = new RowRange(Batch.All.From, DueTime.UpTo(now).Before);
        return ShardKey.All.Any(shard => ReadAsync(shard, range, 1, CancellationToken.None).Result.Count > 0);
    }

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_shards[shard].TryGetValue(rowKey, out var row) ? Copy(row) : null);
    }

    public Task<IReadOnlyList<TableEntity>> ReadAsync(ShardKey shard, RowRange range, int atMost, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var rows = _shards[shard].Values
                .SkipWhile(row => string.CompareOrdinal(row.RowKey, range.From) < 0)
                .TakeWhile(row => string.CompareOrdinal(row.RowKey, range.Before) < 0)
                .Take(atMost)
                .Select(row => Copy(row));
            return Task.FromResult<IReadOnlyList<TableEntity>>([.. rows]);
        }
    }

    public Task<CommitResult> CommitAsync(ShardKey shard, IReadOnlyList<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        TableLimits.Check(shard, changes);
        lock (_lock)
        {
            var rows = _shards[shard];
            for (var index = 0; index < changes.Count; index++)
            {
                if (!Fits(rows.GetValueOrDefault(changes[index].Entity.RowKey), changes[index]))
                    return Task.FromResult<CommitResult>(new CommitResult.Conflict(index));
            }

            return Task.FromResult<CommitResult>(new CommitResult.Committed([.. changes.Select(change => Apply(rows, change))]));
        }
    }

    private static bool Fits(TableEntity? existing, TableTransactionAction change) => change.ActionType switch
    {
        TableTransactionActionType.Add => existing is null,
        TableTransactionActionType.UpsertReplace or TableTransactionActionType.UpsertMerge => true,
        _ => existing is not null && (change.ETag == ETag.All || change.ETag == existing.ETag),
    };

    private ETag Apply(SortedDictionary<string, TableEntity> rows, TableTransactionAction change)
    {
        var key = change.Entity.RowKey;
        if (change.ActionType == TableTransactionActionType.Delete)
        {
            rows.Remove(key);
            return default;
        }

        var merges = change.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var row = merges && rows.TryGetValue(key, out var existing) ? existing : new TableEntity(change.Entity.PartitionKey, key);
        foreach (var (name, value) in (TableEntity)change.Entity)
        {
            if (value is not null)
                row[name] = value;
        }

        row.ETag = new ETag($"W/\"{++_version}\"");
        rows[key] = row;
        return row.ETag;
    }

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag };
}
