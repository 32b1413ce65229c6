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
    private static readonly double[] RetryAfter = [0.8, 1.6, 3.2];

    private readonly TokenBucket _account = new(limits.EntitiesOfAccount);
    private readonly Dictionary<ShardKey, TokenBucket> _partitions = ShardKey.All.ToDictionary(
        shard => shard,
        _ => new TokenBucket(limits.EntitiesOfPartition)
    );

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken) =>
        CallAsync(shard, () => inner.FindAsync(shard, rowKey, cancellationToken), _ => 1);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    ) => CallAsync(shard, () => inner.ReadAsync(shard, range, atMost, cancellationToken), rows => Math.Max(1, rows.Count));

    public Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    ) => CallAsync(shard, () => inner.CommitAsync(shard, changes, cancellationToken), _ => 0, changes.Count);

    // What a reading takes is known only afterwards; it is then taken from what comes next.
    private async Task<T> CallAsync<T>(ShardKey shard, Func<Task<T>> call, Func<T, int> read, int written = 1)
    {
        foreach (var wait in RetryAfter.Append(0))
        {
            if (TryTake(shard, written))
            {
                await WaitAsync(Duration.FromMilliseconds(limits.RequestMilliseconds * (0.5 + random.NextDouble())));
                var answer = await call();
                Charge(shard, read(answer));
                return answer;
            }

            report.TurnedAway++;
            await WaitAsync(Duration.FromSeconds(wait * (0.8 + (0.4 * random.NextDouble()))));
        }

        report.Failed++;
        throw new SimulatedFaultException("503: the server is busy");
    }

    private bool TryTake(ShardKey shard, int entities) =>
        _partitions[shard].TryTake(entities, agenda.Now) && _account.TryTake(entities, agenda.Now);

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
