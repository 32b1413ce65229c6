using Azure.Data.Tables;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>
/// Remembers tokens that work once, in rows <c>spent~{id}</c> that hold nothing but until when the token would have worked.
/// </summary>
internal sealed class SpentTokenStore(ICourseTable table, IClock clock)
{
    private const string Prefix = "spent~";

    /// <summary>Spends a token.</summary>
    /// <param name="id">Of 32 lower-case hex digits.</param>
    /// <param name="until">When the token expires by itself.</param>
    /// <returns>Whether it was not spent before.</returns>
    public async Task<bool> TrySpendAsync(string id, Instant until, CancellationToken cancellationToken)
    {
        var shard = ShardKey.Parse(id[..1]);
        var row = new TableEntity(shard.ToString(), Prefix + id) { ["Until"] = until.ToDateTimeOffset() };
        return await new Transaction(shard).Insert(row).CommitAsync(table, cancellationToken) is CommitResult.Committed;
    }

    /// <summary>Deletes the rows of tokens that have expired.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return table.DeleteAsync(shard, RowRange.StartingWith(Prefix), row => row.GetInstant("Until") <= now, cancellationToken);
    }
}
