using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// The right of one run to work on a shard, as the row <c>lease</c>. Its version fences: a run that lost it cannot begin a batch, since
/// the batch row is written in the same transaction that renews the lease.
/// </summary>
internal sealed class ShardLease
{
    public const string RowKey = "lease";

    // Nobody's: the provider asked for a pause, and until then no run is to begin.
    private const string Nobody = "";

    private readonly ShardKey _shard;
    private readonly string _owner;
    private ETag _version;

    private ShardLease(ShardKey shard, string owner, Instant until, ETag version) =>
        (_shard, _owner, Until, _version) = (shard, owner, until, version);

    public Instant Until { get; private set; }

    /// <summary>Takes the shard, or says how long to leave it alone.</summary>
    public static async Task<(ShardLease? Lease, Duration Wait)> TakeAsync(
        ICourseTable table,
        ShardKey shard,
        string owner,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var row = await table.FindAsync(shard, RowKey, cancellationToken);
        if (row is not null && Held(row, owner, now) is { } wait)
        {
            return (null, wait);
        }

        var lease = new ShardLease(shard, owner, now + DeliveryRules.Lease, row?.ETag ?? default);
        var transaction = new Transaction(shard);
        if (row is null)
        {
            transaction.Insert(lease.Row());
        }
        else
        {
            lease.AddRenewal(transaction, now);
        }

        return await transaction.CommitAsync(table, cancellationToken) is CommitResult.Committed committed
            ? (lease.Renewed(committed.ETags[0]), Duration.Zero)
            : await IsOursAsync(table, lease, cancellationToken);
    }

    /// <summary>Extends the lease inside the transaction of something that only its owner may do.</summary>
    public void AddRenewal(Transaction transaction, Instant now)
    {
        Until = now + DeliveryRules.Lease;
        transaction.Replace(Row(), _version);
    }

    public ShardLease Renewed(ETag version)
    {
        _version = version;
        return this;
    }

    /// <summary>Gives the shard back, or keeps everybody off it until <paramref name="pauseUntil"/>.</summary>
    public async Task ReleaseAsync(ICourseTable table, Instant? pauseUntil, CancellationToken cancellationToken)
    {
        var row = Row();
        row["Owner"] = Nobody;
        row["Until"] = (pauseUntil ?? NodaConstants.UnixEpoch).ToDateTimeOffset();
        await new Transaction(_shard).Replace(row, _version).CommitAsync(table, cancellationToken);
    }

    /// <summary>Reads the lease again after a write whose answer was lost: a row that names us is ours.</summary>
    public async Task<bool> RecogniseAsync(ICourseTable table, CancellationToken cancellationToken)
    {
        var row = await table.FindAsync(_shard, RowKey, cancellationToken);
        if (row?.GetString("Owner") != _owner)
        {
            return false;
        }

        _version = row.ETag;
        Until = SharedColumns.Instant(row, "Until")!.Value;
        return true;
    }

    private static async Task<(ShardLease? Lease, Duration Wait)> IsOursAsync(
        ICourseTable table,
        ShardLease lease,
        CancellationToken cancellationToken
    ) => await lease.RecogniseAsync(table, cancellationToken) ? (lease, Duration.Zero) : (null, DeliveryRules.BusyRetry);

    private static Duration? Held(TableEntity row, string owner, Instant now)
    {
        var remaining = SharedColumns.Instant(row, "Until")!.Value - now;
        if (remaining <= Duration.Zero || row.GetString("Owner") == owner)
        {
            return null;
        }

        return row.GetString("Owner") == Nobody ? remaining : Duration.Min(remaining, DeliveryRules.BusyRetry);
    }

    private TableEntity Row() => new(_shard.ToString(), RowKey) { ["Owner"] = _owner, ["Until"] = Until.ToDateTimeOffset() };
}
