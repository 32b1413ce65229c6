using EmailCourse.Storage;

namespace EmailCourse.Reports;

/// <summary>Reads counters.</summary>
internal sealed class CounterReader(ICourseTable table)
{
    /// <summary>Every row of counters, of all shards and days.</summary>
    public async Task<IReadOnlyList<CounterTotals>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ShardKey.All.Select(shard => ReadAsync(shard, cancellationToken)));
        return [.. shards.SelectMany(each => each)];
    }

    private async Task<List<CounterTotals>> ReadAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var found = new List<CounterTotals>();
        await foreach (var page in table.PagesAsync(shard, CounterTotals.All, TableLimits.PageRows, cancellationToken))
        {
            found.AddRange(page.Select(CounterTotals.FromRow));
        }

        return found;
    }
}

/// <summary>Adds up rows of counters.</summary>
internal static class CounterSums
{
    public static long Sum(this IEnumerable<CounterTotals> rows, string counter) =>
        rows.Sum(row => row.Counts.GetValueOrDefault(counter));
}
