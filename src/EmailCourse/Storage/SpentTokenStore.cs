using Azure.Data.Tables;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>
/// Remembers tokens that work once, in rows <c>spent~{id}</c> that hold nothing but until when the token would have worked, and a
/// random mark of the use.
/// </summary>
internal sealed class SpentTokenStore(ICourseTable table, IIdGenerator ids, IClock clock)
{
    private const string Prefix = "spent~";

    /// <summary>Spends a token.</summary>
    /// <param name="id">Of 32 lower-case hex digits.</param>
    /// <param name="until">When the token expires by itself.</param>
    /// <returns>Whether it was not spent before.</returns>
    public async Task<bool> TrySpendAsync(string id, Instant until)
    {
        var (shard, use) = (ShardKey.Parse(id[..1]), ids.NewId());
        var row = new TableEntity(shard.ToString(), Prefix + id) { ["Until"] = until.ToDateTimeOffset(), ["Use"] = use };
        if (await new Transaction(shard).Insert(row).CommitAsync(table, CancellationToken.None) is CommitResult.Committed)
        {
            return true;
        }

        // The storage client repeats a write whose answer was lost, and then finds its own row in the way.
        return (await table.FindAsync(shard, row.RowKey, CancellationToken.None))?.GetString("Use") == use;
    }

    /// <summary>Deletes the rows of tokens that have expired.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return table.DeleteAsync(shard, RowRange.StartingWith(Prefix), row => row.GetInstant("Until") <= now, cancellationToken);
    }
}
