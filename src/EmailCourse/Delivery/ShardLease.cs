using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// The right of one run to work on a shard, kept in the row <c>batch-lease</c>. It is taken by the transaction that writes the
/// first batch and renewed by those that write the others, or taken alone by a run that has something else to do before. The
/// row's version fences: a run takes it only if no other has since it read the row, together with what is due.
/// </summary>
internal sealed class ShardLease
{
    /// <summary>The key sorts just before those of batches, so that one read gives the lease and the work.</summary>
    public const string RowKey = "batch-lease";

    // Without an owner the row is a pause: SendGrid asked for it, storage is slow, or a run failed.
    private const string NoOwner = "";

    // All sending has stopped. This takes the lease from whoever has it, and nobody takes it back while the brake is pulled.
    private const string Brake = "brake";

    private readonly ICourseTable _table;
    private readonly string _owner;
    private ETag _version;

    private ShardLease(ICourseTable table, ShardKey shard, string owner, TableEntity? row)
    {
        (_table, Shard, _owner, _version) = (table, shard, owner, row?.ETag ?? default);
        IsBraked = row is not null && IsBrake(row);
    }

    /// <summary>Whether the row says that the brake took the lease away.</summary>
    public static bool IsBrake(TableEntity row) => row.GetString("Owner") == Brake;

    /// <summary>Takes the lease of a shard away, so that no run begins another batch in it.</summary>
    public static Task BrakeAsync(ICourseTable table, ShardKey shard, CancellationToken cancellationToken) =>
        new Transaction(shard).Put(ToRow(shard, Brake, NodaConstants.UnixEpoch)).CommitAsync(table, cancellationToken);

    public ShardKey Shard { get; }

    /// <summary>Whether this run has taken the lease and not released it. It may have lost it since.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>
    /// Whether the brake took the lease away. It may have been released since: <see cref="BrakeStore"/> knows.
    /// </summary>
    public bool IsBraked { get; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>The lease of a shard for a run that wants to take it.</summary>
    /// <param name="row">The row as it was read, before or together with what the run is to send.</param>
    /// <returns>The lease, or <see langword="null"/> and how long to leave the shard alone.</returns>
    public static (ShardLease? Lease, Duration Wait) Of(
        ICourseTable table,
        ShardKey shard,
        TableEntity? row,
        string owner,
        Instant now
    ) =>
        row is not null && HeldFor(row, now) is { } wait
            ? (null, wait)
            : (new ShardLease(table, shard, owner, row), Duration.Zero);

    /// <summary>
    /// Adds the taking or the renewal to the transaction of an act that is the owner's alone; call <see cref="Renewed"/> once it
    /// is committed.
    /// </summary>
    public void AddRenewal(Transaction transaction, Instant now)
    {
        ExpiresAt = now + DeliveryRules.LeaseDuration;
        transaction.Save(ToRow(Shard, _owner, ExpiresAt), _version);
    }

    public void Renewed(CommitResult.Committed committed) => (IsTaken, _version) = (true, committed.VersionOf(RowKey));

    /// <summary>
    /// Takes the lease by a transaction of its own, or renews it when half of it is over, so that other runs stay away meanwhile.
    /// </summary>
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public Task HoldAsync(Instant now) =>
        IsTaken && ExpiresAt - now > DeliveryRules.LeaseDuration / 2 ? Task.CompletedTask : RenewAsync(now);

    /// <summary>
    /// Takes or renews the lease by a transaction of its own: after that, no batch is open that this run does not know.
    /// </summary>
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public async Task RenewAsync(Instant now)
    {
        var transaction = new Transaction(Shard);
        AddRenewal(transaction, now);
        if (await transaction.CommitAsync(_table, CancellationToken.None) is CommitResult.Committed committed)
        {
            Renewed(committed);
        }
        else if (!await IsStillOursAsync())
        {
            throw new LeaseLostException(Shard);
        }
    }

    /// <summary>Adds the release to a transaction; call <see cref="Released"/> once it is committed.</summary>
    public void AddRelease(Transaction transaction) => transaction.Save(ToRow(Shard, NoOwner, NodaConstants.UnixEpoch), _version);

    public void Released(CommitResult.Committed committed) => (IsTaken, _version) = (false, committed.VersionOf(RowKey));

    /// <summary>
    /// Releases the shard, or keeps every run off it until <paramref name="pauseUntil"/>, unless somebody else has written the
    /// row.
    /// </summary>
    public Task ReleaseAsync(Instant? pauseUntil) =>
        new Transaction(Shard)
            .Save(ToRow(Shard, NoOwner, pauseUntil ?? NodaConstants.UnixEpoch), _version)
            .CommitAsync(_table, CancellationToken.None);

    /// <summary>
    /// Reads the lease again after a write whose answer was lost: a row that names this run as owner is its own, and so is one,
    /// for a run that failed before it took it, that nobody has written since.
    /// </summary>
    public async Task<bool> IsStillOursAsync()
    {
        var row = await _table.FindAsync(Shard, RowKey, CancellationToken.None);
        if (row?.GetString("Owner") == _owner)
        {
            (IsTaken, ExpiresAt, _version) = (true, row.GetInstant("ExpiresAt"), row.ETag);
        }

        return (row?.ETag ?? default) == _version;
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

    private static TableEntity ToRow(ShardKey shard, string owner, Instant expiresAt) =>
        new(shard.ToString(), RowKey) { ["Owner"] = owner, ["ExpiresAt"] = expiresAt.ToDateTimeOffset() };
}
