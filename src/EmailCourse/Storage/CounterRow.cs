using Azure;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Storage;

/// <summary>
/// The counters of one UTC day and topic in one shard. They change only in the transaction of what they count, so they count what
/// happened and not what was attempted.
/// </summary>
internal sealed class CounterRow
{
    private Dictionary<string, long> _counts;

    private CounterRow(ShardKey shard, string rowKey, Dictionary<string, long> counts, ETag etag)
    {
        (Shard, RowKey, _counts, ETag) = (shard, rowKey, counts, etag);
    }

    public ShardKey Shard { get; }

    public string RowKey { get; }

    /// <summary>The version of the row; the default value while there is none.</summary>
    public ETag ETag { get; private set; }

    public static string KeyOf(Instant now, string topic) => PrefixOf(now.InUtc().Date) + topic;

    /// <summary>With what the keys of a UTC day begin.</summary>
    public static string PrefixOf(LocalDate day) => $"stats~{LocalDatePattern.Iso.Format(day)}~";

    public static async Task<CounterRow> ReadAsync(
        ICourseTable table,
        ShardKey shard,
        string rowKey,
        CancellationToken cancellationToken
    )
    {
        var row = await table.FindAsync(shard, rowKey, cancellationToken);
        return row is null
            ? new CounterRow(shard, rowKey, [], default)
            : new CounterRow(shard, rowKey, new(CounterTotals.FromRow(row).Counts), row.ETag);
    }

    /// <summary>Adds the counts to <paramref name="transaction"/>; call <see cref="Counted"/> once it is committed.</summary>
    public void AddTo(Transaction transaction, IEnumerable<string> counted)
    {
        var row = new TableEntity(Shard.ToString(), RowKey);
        foreach (var (name, count) in With(counted))
        {
            row[name] = count;
        }

        transaction.Save(row, ETag);
    }

    /// <summary>Remembers a committed count, so that the next one needs no read.</summary>
    public void Counted(IEnumerable<string> counted, CommitResult.Committed committed) =>
        (_counts, ETag) = (With(counted), committed.VersionOf(RowKey));

    private Dictionary<string, long> With(IEnumerable<string> counted)
    {
        var counts = new Dictionary<string, long>(_counts);
        foreach (var name in counted)
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }
}
