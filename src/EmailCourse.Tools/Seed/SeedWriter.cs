using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Tools.Seed;

/// <summary>Writes invented people, their due rows and, at the end, all counters into an empty table.</summary>
internal sealed class SeedWriter(ICourseTable table)
{
    private const int RowsOfOne = 2;

    private readonly Dictionary<ShardKey, List<TableEntity>> _waiting = ShardKey.All.ToDictionary(
        shard => shard,
        _ => new List<TableEntity>()
    );

    private readonly Dictionary<(ShardKey Shard, string RowKey), Dictionary<string, long>> _counters = [];

    public async Task AddAsync(SeededLife life, CancellationToken cancellationToken)
    {
        var shard = life.Id.Shard;
        var rows = _waiting[shard];
        rows.AddRange(
            new[]
            {
                life.Subscriber is { } subscriber ? SubscriberRow.Write(subscriber) : null,
                life.Subscriber?.DueRow?.ToRow(),
                life.Tombstone is { } tombstone ? SubscriberRow.Write(life.Id, tombstone) : null,
            }.OfType<TableEntity>()
        );
        foreach (var count in life.Counts)
        {
            Add(shard, count);
        }

        if (rows.Count > TableLimits.Operations - RowsOfOne)
        {
            await FlushAsync(shard, cancellationToken);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in ShardKey.All)
        {
            await FlushAsync(shard, cancellationToken);
        }

        foreach (var ((shard, rowKey), counts) in _counters)
        {
            _waiting[shard].Add(CounterRowOf(shard, rowKey, counts));
            if (_waiting[shard].Count == TableLimits.Operations)
            {
                await FlushAsync(shard, cancellationToken);
            }
        }

        foreach (var shard in ShardKey.All)
        {
            await FlushAsync(shard, cancellationToken);
        }
    }

    private void Add(ShardKey shard, SeededCount count)
    {
        var key = (shard, CounterRow.KeyOf(count.At, count.Topic));
        if (!_counters.TryGetValue(key, out var counts))
        {
            _counters.Add(key, counts = []);
        }

        counts[count.Counter] = counts.GetValueOrDefault(count.Counter) + 1;
    }

    private static TableEntity CounterRowOf(ShardKey shard, string rowKey, Dictionary<string, long> counts)
    {
        var row = new TableEntity(shard.ToString(), rowKey);
        foreach (var (name, count) in counts)
        {
            row[name] = count;
        }

        return row;
    }

    private async Task FlushAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (_waiting[shard].Count == 0)
        {
            return;
        }

        var transaction = new Transaction(shard);
        _waiting[shard].ForEach(row => transaction.Insert(row));
        _waiting[shard].Clear();
        if (await transaction.CommitAsync(table, cancellationToken) is CommitResult.Conflict conflict)
        {
            throw new InvalidOperationException($"The table was not empty: {conflict.RowKey} was there already.");
        }
    }
}
