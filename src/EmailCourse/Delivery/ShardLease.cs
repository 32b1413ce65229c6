using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// The right of one run to work on a shard, kept in the row <c>lease</c>. Its version fences: a run that lost the lease cannot
/// begin a batch, since the batch row is written in the transaction that renews the lease.
/// </summary>
internal sealed class ShardLease
{
    public const string RowKey = "lease";

    // Without an owner the row is a pause: SendGrid asked for it, storage is slow, or a run failed.
    private const string NoOwner = "";

    private readonly string _owner;
    private ETag _version;

    private ShardLease(ShardKey shard, string owner, Instant expiresAt, ETag version) =>
        (Shard, _owner, ExpiresAt, _version) = (shard, owner, expiresAt, version);

    public ShardKey Shard { get; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>Acquires the lease of a shard.</summary>
    /// <returns>The lease, or <see langword="null"/> and how long to leave the shard alone.</returns>
    public static async Task<(ShardLease? Lease, Duration Wait)> AcquireAsync(
        ICourseTable table,
        ShardKey shard,
        string owner,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var row = await table.FindAsync(shard, RowKey, cancellationToken);
        if (row is not null && HeldFor(row, now) is { } wait)
        {
            return (null, wait);
        }

        var lease = new ShardLease(shard, owner, now + DeliveryRules.LeaseDuration, row?.ETag ?? default);
        var transaction = new Transaction(shard);
        if (row is null)
        {
            transaction.Insert(lease.ToRow());
        }
        else
        {
            lease.AddRenewal(transaction, now);
        }

        if (await transaction.CommitAsync(table, cancellationToken) is CommitResult.Committed committed)
        {
            lease.Renewed(committed);
            return (lease, Duration.Zero);
        }

        return await lease.IsStillOursAsync(table, cancellationToken) ? (lease, Duration.Zero) : (null, DeliveryRules.BusyRetry);
    }

    /// <summary>
    /// Adds the renewal to the transaction of an act that is the owner's alone; call <see cref="Renewed"/> once it is committed.
    /// </summary>
    public void AddRenewal(Transaction transaction, Instant now)
    {
        ExpiresAt = now + DeliveryRules.LeaseDuration;
        transaction.Replace(ToRow(), _version);
    }

    public void Renewed(CommitResult.Committed committed) => _version = committed.VersionOf(RowKey);

    /// <summary>Releases the shard, or keeps every run off it until <paramref name="pauseUntil"/>.</summary>
    public async Task ReleaseAsync(ICourseTable table, Instant? pauseUntil, CancellationToken cancellationToken)
    {
        var row = ToRow();
        row["Owner"] = NoOwner;
        row["ExpiresAt"] = (pauseUntil ?? NodaConstants.UnixEpoch).ToDateTimeOffset();
        await new Transaction(Shard).Replace(row, _version).CommitAsync(table, cancellationToken);
    }

    /// <summary>
    /// Reads the lease again after a write whose answer was lost: a row that names this run as owner is its own.
    /// </summary>
    public async Task<bool> IsStillOursAsync(ICourseTable table, CancellationToken cancellationToken)
    {
        var row = await table.FindAsync(Shard, RowKey, cancellationToken);
        if (row?.GetString("Owner") != _owner)
        {
            return false;
        }

        _version = row.ETag;
        ExpiresAt = row.GetInstant("ExpiresAt");
        return true;
    }

    private static Duration? HeldFor(TableEntity row, Instant now)
    {
        var remaining = row.GetInstant("ExpiresAt") - now;
        if (remaining <= Duration.Zero)
        {
            return null;
        }

        return row.GetString("Owner") == NoOwner ? remaining : Duration.Min(remaining, DeliveryRules.BusyRetry);
    }

    private TableEntity ToRow() =>
        new(Shard.ToString(), RowKey) { ["Owner"] = _owner, ["ExpiresAt"] = ExpiresAt.ToDateTimeOffset() };
}
