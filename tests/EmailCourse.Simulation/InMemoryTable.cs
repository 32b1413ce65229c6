using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// The table port in memory: versions, transactions and limits as Azure has them, proven by the contract tests.
/// </summary>
internal sealed class InMemoryTable : ICourseTable
{
    private readonly Dictionary<ShardKey, SortedList<string, TableEntity>> _shards = ShardKey.All.ToDictionary(
        shard => shard,
        _ => new SortedList<string, TableEntity>(StringComparer.Ordinal)
    );

    private readonly Lock _lock = new();
    private long _version;

    /// <summary>Every row of a shard as it stands, for a test to look at.</summary>
    public IReadOnlyList<TableEntity> Rows(ShardKey shard)
    {
        lock (_lock)
        {
            return [.. _shards[shard].Values.Select(row => Copy(row))];
        }
    }

    /// <summary>The same rows in a table of their own.</summary>
    public InMemoryTable Copy()
    {
        var copy = new InMemoryTable { _version = _version };
        lock (_lock)
        {
            foreach (var (shard, rows) in _shards)
            {
                foreach (var (key, row) in rows)
                {
                    copy._shards[shard].Add(key, Copy(row));
                }
            }
        }

        return copy;
    }

    /// <summary>Whether the people of every shard have been compared with this course.</summary>
    public bool Knows(IReadOnlyList<LessonSlug> course)
    {
        var fingerprint = NewLessonPlanner.Fingerprint(new MailPlan(course));
        lock (_lock)
        {
            return ShardKey.All.All(shard =>
                NewLessonPlanner.IsOf(_shards[shard].GetValueOrDefault(NewLessonPlanner.RowKey), fingerprint)
            );
        }
    }

    /// <summary>Whether any shard has an open batch or a due row, as the tick would find.</summary>
    public bool HasWork(Instant now)
    {
        var work = new ShardWorkReader(this, SystemClock.Instance);
        return ShardKey.All.Any(shard => work.HasWorkAsync(shard, now, CancellationToken.None).Result);
    }

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_shards[shard].TryGetValue(rowKey, out var row) ? Copy(row) : null);
        }
    }

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
        {
            var rows = _shards[shard];
            var found = new List<TableEntity>();
            for (var index = FirstAtLeast(rows.Keys, range.From); index < rows.Count && found.Count < atMost; index++)
            {
                if (string.CompareOrdinal(rows.Keys[index], range.Before) >= 0)
                {
                    break;
                }

                found.Add(Copy(rows.Values[index]));
            }

            return Task.FromResult<IReadOnlyList<TableEntity>>(found);
        }
    }

    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        TableLimits.Check(shard, changes);
        lock (_lock)
        {
            var rows = _shards[shard];
            foreach (var change in changes)
            {
                if (!Fits(rows.GetValueOrDefault(change.Entity.RowKey), change))
                {
                    return Task.FromResult<CommitResult>(new CommitResult.Conflict(change.Entity.RowKey));
                }
            }

            var versions = changes.ToDictionary(change => change.Entity.RowKey, change => Apply(rows, change));
            return Task.FromResult<CommitResult>(new CommitResult.Committed(versions));
        }
    }

    private static int FirstAtLeast(IList<string> keys, string key)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle], key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool Fits(TableEntity? existing, TableTransactionAction change) =>
        change.ActionType switch
        {
            TableTransactionActionType.Add => existing is null,
            TableTransactionActionType.UpsertReplace or TableTransactionActionType.UpsertMerge => true,
            _ => existing is not null && (change.ETag == ETag.All || change.ETag == existing.ETag),
        };

    private ETag Apply(SortedList<string, TableEntity> rows, TableTransactionAction change)
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
            {
                row[name] = value;
            }
        }

        row.ETag = new ETag($"W/\"{++_version}\"");
        rows[key] = row;
        return row.ETag;
    }

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag };
}
