using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>One accepted batch on its way to being settled, many members per transaction.</summary>
internal sealed class BatchSettlement(ICourseTable table, BatchStore ledger, MailPlan plan, Batch batch, Instant now)
{
    private readonly HashSet<SubscriberId> _left = [.. batch.Members];
    private readonly string _counterKey = Counter.KeyOf(now, batch.Mail.Value);
    private Counter? _counter;

    /// <summary>The batch as its row stands now.</summary>
    public Batch Batch { get; private set; } = batch;

    /// <summary>The batch row is gone: everything is settled, by us or by another run.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether somebody's next mail is due already.</summary>
    public bool DueAtOnce { get; private set; }

    /// <summary>The members that could not be advanced together with others.</summary>
    public IReadOnlyCollection<SubscriberId> Left => _left;

    public async Task AdvanceTogetherAsync(IReadOnlyList<DueRow> dues, CancellationToken cancellationToken)
    {
        var chunks = AdvanceChunks.Of(dues);
        for (var index = 0; index < chunks.Count && !IsClosed; index++)
        {
            await AdvanceAsync(chunks[index], isLast: index == chunks.Count - 1, cancellationToken);
        }
    }

    /// <summary>Makes sure that a crash from here on finds the batch accepted.</summary>
    public async Task MarkAcceptedAsync(CancellationToken cancellationToken)
    {
        if (IsClosed || Batch.State == BatchState.Accepted)
        {
            return;
        }

        await ledger.AcceptAsync(Batch.Shard, Batch.Id, cancellationToken);
        await ReloadAsync(cancellationToken);
    }

    /// <summary>Deletes the batch row and counts the <paramref name="uncounted"/> members whose rows are no more.</summary>
    public async Task CloseAsync(int uncounted, CancellationToken cancellationToken)
    {
        while (!IsClosed)
        {
            var transaction = new Transaction(Batch.Shard);
            transaction.Delete(Batch.RowKey, Batch.Version);
            if (uncounted > 0)
            {
                (await CounterAsync(cancellationToken)).AddTo(transaction, Enumerable.Repeat(Counters.Sent, uncounted));
            }

            if (await transaction.CommitAsync(table, cancellationToken) is CommitResult.Committed)
            {
                IsClosed = true;
            }
            else
            {
                await ReloadAsync(cancellationToken);
            }
        }
    }

    private async Task AdvanceAsync(IReadOnlyList<DueRow> dues, bool isLast, CancellationToken cancellationToken)
    {
        var chunk = new AdvanceChunk(Batch, plan, [.. dues], now);
        while (chunk.Members.Count > 0 && !IsClosed)
        {
            var closes = isLast && _left.Count == chunk.Members.Count;
            var result = await chunk
                .Transaction(Batch, await CounterAsync(cancellationToken), closes)
                .CommitAsync(table, cancellationToken);
            if (result is CommitResult.Committed committed)
            {
                Advanced(chunk, closes, committed);
                return;
            }

            // Whoever changed in the meantime stays behind, to be settled alone.
            if (!chunk.TryDrop(((CommitResult.Conflict)result).Index))
            {
                await ReloadAsync(cancellationToken);
            }
        }
    }

    private void Advanced(AdvanceChunk chunk, bool closes, CommitResult.Committed committed)
    {
        IsClosed = closes;
        DueAtOnce |= chunk.Members.Any(member => member.Next.Due?.At <= now);
        _left.ExceptWith(chunk.Members.Select(member => member.Due.Id));
        _counter!.Counted(chunk.Counted, committed.ETags[chunk.CounterIndex]);
        if (chunk.AcceptedIndex is { } index)
        {
            Batch = Batch with { State = BatchState.Accepted, Version = committed.ETags[index] };
        }
    }

    private async Task<Counter> CounterAsync(CancellationToken cancellationToken) =>
        _counter ??= await Counter.ReadAsync(table, Batch.Shard, _counterKey, cancellationToken);

    // Somebody else counted, or the provider's event was faster in marking the batch.
    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        _counter = null;
        if (await ledger.FindAsync(Batch.Shard, Batch.Id, cancellationToken) is { } current)
        {
            Batch = current;
        }
        else
        {
            IsClosed = true;
        }
    }
}
