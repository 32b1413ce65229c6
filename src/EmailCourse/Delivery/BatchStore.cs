using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Keeps the batch rows: what was sent, or is about to be, and is not yet recorded.</summary>
internal sealed class BatchStore(ICourseTable table)
{
    /// <summary>Reads the batches of a shard that earlier runs left open.</summary>
    public async Task<IReadOnlyList<Batch>> ReadOpenAsync(ShardKey shard, CancellationToken cancellationToken) =>
        [.. (await table.ReadAsync(shard, Batch.All, DeliveryRules.BatchSize, cancellationToken)).Select(Batch.FromRow)];

    public async Task<Batch?> FindAsync(ShardKey shard, string batchId, CancellationToken cancellationToken) =>
        await table.FindAsync(shard, Batch.Key(batchId), cancellationToken) is { } row ? Batch.FromRow(row) : null;

    /// <summary>Writes the intent to send, in the transaction that takes or renews the lease.</summary>
    /// <returns>The batch as written; <see cref="BatchState.Accepted"/> if SendGrid reported an earlier attempt in the
    /// meantime.</returns>
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
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

        lease.Renewed(committed);
        return batch with { Version = committed.VersionOf(batch.RowKey) };
    }

    /// <summary>Deletes a batch that SendGrid did not accept.</summary>
    /// <returns>The batch, if an event says that SendGrid did accept it; otherwise <see langword="null"/>.</returns>
    public Task<Batch?> WithdrawAsync(Batch batch, CancellationToken cancellationToken) =>
        UnlessAcceptedAsync(new Transaction(batch.Shard).Delete(batch.RowKey, batch.Version), batch, cancellationToken);

    /// <summary>
    /// Leaves a batch open that is to be sent again at once, under its id: the last attempt was not accepted, but an earlier one
    /// is still without an outcome, and an event may tell it.
    /// </summary>
    /// <returns>The batch, if an event told already; otherwise <see langword="null"/>.</returns>
    public Task<Batch?> KeepOpenAsync(Batch batch, CancellationToken cancellationToken)
    {
        var due = batch with { LastSentAt = batch.FirstSentAt };
        return UnlessAcceptedAsync(new Transaction(batch.Shard).Replace(due.ToRow(), batch.Version), batch, cancellationToken);
    }

    /// <summary>Marks a batch as accepted. Does nothing if it is recorded already.</summary>
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
        var isOurs =
            await lease.IsStillOursAsync()
            && found is not null
            && (found.State == BatchState.Accepted || found.Attempt == batch.Attempt);
        return isOurs ? found! : throw new LeaseLostException(batch.Shard);
    }
}
