using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Reads counters.</summary>
internal sealed class CounterReader(ICourseTable table)
{
    /// <summary>Every row of counters, of all shards and days.</summary>
    public async Task<IReadOnlyList<CounterTotals>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ShardKey.All.Select(shard => ReadAsync(shard, CounterTotals.All, cancellationToken)));
        return [.. shards.SelectMany(each => each)];
    }

    /// <summary>The rows of a shard for the UTC days from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public Task<IReadOnlyList<CounterTotals>> ReadAsync(
        ShardKey shard,
        LocalDate from,
        LocalDate to,
        CancellationToken cancellationToken
    ) => ReadAsync(shard, new RowRange(CounterRow.PrefixOf(from), CounterRow.PrefixOf(to.PlusDays(1))), cancellationToken);

    private async Task<IReadOnlyList<CounterTotals>> ReadAsync(
        ShardKey shard,
        RowRange range,
        CancellationToken cancellationToken
    )
    {
        var found = new List<CounterTotals>();
        await foreach (var page in table.PagesAsync(shard, range, TableLimits.PageRows, cancellationToken))
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
