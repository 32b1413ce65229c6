using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The batch rows: what was handed to the provider and is not yet settled.</summary>
internal sealed class BatchStore(ICourseTable table)
{
    /// <summary>The open batches of a shard.</summary>
    public async Task<IReadOnlyList<Batch>> OpenAsync(ShardKey shard, CancellationToken cancellationToken) =>
        [.. (await table.ReadAsync(shard, Batch.All, DeliveryRules.BatchSize, cancellationToken)).Select(Batch.FromRow)];

    public async Task<Batch?> FindAsync(ShardKey shard, string batchId, CancellationToken cancellationToken) =>
        await table.FindAsync(shard, Batch.Key(batchId), cancellationToken) is { } row ? Batch.FromRow(row) : null;

    /// <summary>Writes the intent to send, in the transaction that renews the lease.</summary>
    /// <returns>The batch as written; <see cref="BatchState.Accepted"/> when the provider reported the earlier attempt in the meantime.</returns>
    /// <exception cref="LeaseLostException">Another run owns the shard.</exception>
    public async Task<Batch> BeginAsync(Batch batch, ShardLease lease, Instant now, CancellationToken cancellationToken)
    {
        var transaction = new Transaction(batch.Shard);
        if (batch.Version == default)
        {
            transaction.Insert(batch.ToRow());
        }
        else
        {
            transaction.Replace(batch.ToRow(), batch.Version);
        }

        lease.AddRenewal(transaction, now);
        if (await transaction.CommitAsync(table, cancellationToken) is not CommitResult.Committed committed)
        {
            return await RecogniseAsync(batch, lease, cancellationToken);
        }

        lease.Renewed(committed.ETags[1]);
        return batch with { Version = committed.ETags[0] };
    }

    /// <summary>Takes back a batch that the provider did not accept.</summary>
    /// <returns>The batch, when the provider's events say that it did accept it after all; otherwise <see langword="null"/>.</returns>
    public Task<Batch?> WithdrawAsync(Batch batch, CancellationToken cancellationToken) =>
        UnlessAcceptedAsync(new Transaction(batch.Shard).Delete(batch.RowKey, batch.Version), batch, cancellationToken);

    /// <summary>Leaves a batch to be handed over once more at once, under its id: this time it was not accepted, but of the time before
    /// nothing is known, and an event may still tell.</summary>
    /// <returns>The batch, when an event told already; otherwise <see langword="null"/>.</returns>
    public Task<Batch?> PutBackAsync(Batch batch, CancellationToken cancellationToken) =>
        UnlessAcceptedAsync(
            new Transaction(batch.Shard).Replace((batch with { Since = batch.StartedAt }).ToRow(), batch.Version),
            batch,
            cancellationToken
        );

    /// <summary>Records that the provider has the batch. Says nothing when it is settled already.</summary>
    public async Task AcceptAsync(ShardKey shard, string batchId, CancellationToken cancellationToken)
    {
        while (await FindAsync(shard, batchId, cancellationToken) is { State: BatchState.Sending } batch)
        {
            var accepted = new Transaction(shard).Replace((batch with { State = BatchState.Accepted }).ToRow(), batch.Version);
            if (await accepted.CommitAsync(table, cancellationToken) is CommitResult.Committed)
            {
                return;
            }
        }
    }

    private async Task<Batch?> UnlessAcceptedAsync(Transaction change, Batch batch, CancellationToken cancellationToken)
    {
        if (await change.CommitAsync(table, cancellationToken) is CommitResult.Committed)
        {
            return null;
        }

        return await FindAsync(batch.Shard, batch.Id, cancellationToken) is { State: BatchState.Accepted } accepted
            ? accepted
            : null;
    }

    // The storage client repeats a write whose answer was lost, and then finds its own row in the way.
    private async Task<Batch> RecogniseAsync(Batch batch, ShardLease lease, CancellationToken cancellationToken)
    {
        var found = await FindAsync(batch.Shard, batch.Id, cancellationToken);
        var ours =
            await lease.RecogniseAsync(table, cancellationToken)
            && found is not null
            && (found.State == BatchState.Accepted || found.Attempt == batch.Attempt);
        return ours ? found! : throw new LeaseLostException(batch.Shard);
    }
}
