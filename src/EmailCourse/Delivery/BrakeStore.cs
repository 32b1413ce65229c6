using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Keeps the brake, in the row <c>emergency-brake</c> of the first shard. Pulling it takes the leases of all shards away, so that
/// no run has to read it that may send.
/// </summary>
internal sealed class BrakeStore(ICourseTable table, DayCountsReader counts, IClock clock)
{
    private const string CheckKey = BrakeState.RowKey + "~check";

    private static readonly ShardKey Shard = ShardKey.All[0];

    // The brake, and whether it is to be checked, by one read.
    private static readonly RowRange Rows = new(BrakeState.RowKey, RowRange.After(CheckKey));

    /// <returns><see langword="null"/> while mails are sent.</returns>
    public async Task<PulledBrake?> FindAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Pulled;

    public async Task<BrakeState> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await table.ReadAsync(Shard, Rows, atMost: 2, cancellationToken);
        var state = BrakeState.FromRow(rows.FirstOrDefault(row => row.RowKey == BrakeState.RowKey));
        return state with { CheckRequest = rows.FirstOrDefault(row => row.RowKey == CheckKey)?.ETag };
    }

    /// <summary>Has the next tick check the brake, since something was counted that may pull it.</summary>
    public Task RequestCheckAsync(CancellationToken cancellationToken) =>
        new Transaction(Shard).Put(new TableEntity(Shard.ToString(), CheckKey)).CommitAsync(table, cancellationToken);

    /// <summary>Notes that the brake was checked, unless a check was requested again meanwhile.</summary>
    /// <param name="current">The brake as it was read before the check.</param>
    public async Task CheckedAsync(BrakeState current, CancellationToken cancellationToken)
    {
        if (current.CheckRequest is { } request)
        {
            await new Transaction(Shard).Delete(CheckKey, request).CommitAsync(table, cancellationToken);
        }
    }

    /// <summary>Pulls the brake; <see cref="StopRunsAsync"/> then makes the runs feel it.</summary>
    /// <param name="current">The brake as it was read.</param>
    /// <returns>Whether it was this call; if not, somebody pulled or released it meanwhile.</returns>
    public async Task<bool> TryPullAsync(BrakeState current, PulledBrake pulled, CancellationToken cancellationToken) =>
        await TrySaveAsync(current with { Pulled = pulled }, cancellationToken)
        // The storage client repeats a write whose answer was lost, and then finds its own row in the way.
        || await FindAsync(cancellationToken) == pulled;

    /// <summary>
    /// Takes the leases of all shards away. To be repeated while the brake is pulled: a shard may not have answered.
    /// </summary>
    public Task StopRunsAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(ShardKey.All.Select(shard => ShardLease.BrakeAsync(table, shard, cancellationToken)));

    /// <summary>
    /// Lets sending go on, from the next tick. What has been counted until now does not pull the brake again.
    /// </summary>
    /// <returns>Whether the brake was pulled and is released, by this call or by another one of the same moment.</returns>
    public async Task<bool> ResumeAsync(CancellationToken cancellationToken)
    {
        PulledBrake? seen = null;
        while (await ReadAsync(cancellationToken) is { Pulled: { } pulled } current)
        {
            if ((seen ??= pulled) != pulled)
            {
                // Pulled again meanwhile, over what nobody has looked at.
                return false;
            }

            var day = clock.GetCurrentInstant().InUtc().Date;
            var (yesterday, today) = await counts.ReadTwoAsync(day, cancellationToken);
            var resumed = new Resumption(day, today.Complained, today.Bounced)
            {
                SentThatDay = today.Sent,
                SentBefore = Math.Max(pulled.Sent, yesterday.Sent + today.Sent),
            };
            if (await TrySaveAsync(current with { Pulled = null, Resumed = resumed }, cancellationToken))
            {
                return true;
            }
        }

        return seen is not null;
    }

    private async Task<bool> TrySaveAsync(BrakeState state, CancellationToken cancellationToken) =>
        await new Transaction(Shard).Save(state.ToRow(Shard), state.Version).CommitAsync(table, cancellationToken)
        is CommitResult.Committed;
}
