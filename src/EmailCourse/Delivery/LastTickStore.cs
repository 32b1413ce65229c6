using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Keeps in the row <c>tick</c> of the first shard when the last tick succeeded: a timer that no longer runs shows nowhere else.
/// </summary>
internal sealed class LastTickStore(ICourseTable table, IClock clock)
{
    public const string RowKey = "tick";

    private static readonly ShardKey Shard = ShardKey.All[0];

    public Task WriteAsync(CancellationToken cancellationToken) =>
        new Transaction(Shard)
            .Put(new TableEntity(Shard.ToString(), RowKey) { ["At"] = clock.GetCurrentInstant().ToDateTimeOffset() })
            .CommitAsync(table, cancellationToken);

    /// <returns><see langword="null"/> before the first tick.</returns>
    public async Task<Instant?> FindAsync(CancellationToken cancellationToken) =>
        (await table.FindAsync(Shard, RowKey, cancellationToken))?.FindInstant("At");
}
