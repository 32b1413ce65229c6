using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Keeps the brake, in the row <c>emergency-brake</c> of the first shard.</summary>
internal sealed class BrakeStore(ICourseTable table, DayCountsReader counts, IClock clock)
{
    private static readonly ShardKey Shard = ShardKey.All[0];

    /// <returns><see langword="null"/> while mails are sent.</returns>
    public async Task<PulledBrake?> FindAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Pulled;

    public async Task<BrakeState> ReadAsync(CancellationToken cancellationToken) =>
        BrakeState.FromRow(await table.FindAsync(Shard, BrakeState.RowKey, cancellationToken));

    /// <summary>Stops all sending.</summary>
    /// <param name="current">The brake as it was read.</param>
    /// <returns>Whether it was this call; if not, somebody pulled or released it meanwhile.</returns>
    public Task<bool> TryPullAsync(BrakeState current, PulledBrake pulled, CancellationToken cancellationToken) =>
        TrySaveAsync(current with { Pulled = pulled }, cancellationToken);

    /// <summary>
    /// Lets sending go on, from the next tick. What has been counted until now does not pull the brake again.
    /// </summary>
    /// <returns>Whether the brake was pulled.</returns>
    public async Task<bool> ResumeAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { Pulled: { } pulled } current)
        {
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

        return false;
    }

    private async Task<bool> TrySaveAsync(BrakeState state, CancellationToken cancellationToken) =>
        await new Transaction(Shard).Save(state.ToRow(Shard), state.Version).CommitAsync(table, cancellationToken)
        is CommitResult.Committed;
}
