using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>
/// A table with Azure's limits: so many entities a second for each partition and for the account. What exceeds them is turned
/// away, and tried again as Azure's client does: three times, after 0.8, 1.6 and 3.2 seconds, give or take a fifth.
/// See <see href="https://learn.microsoft.com/azure/storage/tables/scalability-targets">Scalability targets</see>.
/// </summary>
internal sealed class ThrottledTable(ICourseTable inner, Agenda agenda, Random random, CrowdLimits limits, CrowdReport report)
    : ICourseTable
{
    // The mean of a request that is not turned away: an assumption.
    private const double RequestMilliseconds = 30;

    private static readonly double[] RetryAfter = [0.8, 1.6, 3.2];

    private readonly TokenBucket _account = new(limits.EntitiesOfAccount);
    private readonly Dictionary<ShardKey, TokenBucket> _partitions = ShardKey.All.ToDictionary(
        shard => shard,
        _ => new TokenBucket(limits.EntitiesOfPartition)
    );

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken) =>
        CallAsync(shard, () => inner.FindAsync(shard, rowKey, cancellationToken));

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    ) => CallAsync(shard, () => inner.ReadAsync(shard, range, atMost, cancellationToken), rows => rows.Count);

    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    ) => CallAsync(shard, () => inner.CommitAsync(shard, changes, cancellationToken), entities: changes.Count);

    // How many rows a reading brings is known only afterwards; all but the first are then taken from what comes next.
    private async Task<T> CallAsync<T>(ShardKey shard, Func<Task<T>> call, Func<T, int>? rows = null, int entities = 1)
    {
        foreach (var wait in RetryAfter.Append(0))
        {
            if (TryTake(shard, entities))
            {
                await WaitAsync(Duration.FromMilliseconds(RequestMilliseconds * (0.5 + random.NextDouble())));
                var answer = await call();
                Charge(shard, Math.Max(0, (rows?.Invoke(answer) ?? 0) - 1));
                return answer;
            }

            report.TurnedAway++;
            await WaitAsync(Duration.FromSeconds(wait * (0.8 + (0.4 * random.NextDouble()))));
        }

        report.Failed++;
        throw new SimulatedFaultException("503: the server is busy");
    }

    private bool TryTake(ShardKey shard, int entities)
    {
        if (!_partitions[shard].Has(entities, agenda.Now) || !_account.Has(entities, agenda.Now))
        {
            return false;
        }

        Charge(shard, entities);
        return true;
    }

    private void Charge(ShardKey shard, int entities)
    {
        _partitions[shard].Charge(entities);
        _account.Charge(entities);
    }

    private Task WaitAsync(Duration time)
    {
        var waiting = new TaskCompletionSource();
        agenda.In(time, waiting.SetResult);
        return waiting.Task;
    }
}
