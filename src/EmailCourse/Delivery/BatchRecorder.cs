using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Records one accepted batch in its members' rows: the mail counts as received, and the next one becomes due. Many members share
/// a transaction; whoever changed something meanwhile is recorded individually.
/// </summary>
internal sealed class BatchRecorder(
    ShardRun run,
    Batch accepted,
    ICourseTable table,
    BatchStore batches,
    SubscriberStore subscribers,
    MailPlan plan,
    IClock clock
)
{
    private readonly Instant _now = clock.GetCurrentInstant();
    private readonly string _counterKey = CounterRow.KeyOf(clock.GetCurrentInstant(), accepted.Mail.Value);
    private readonly HashSet<SubscriberId> _unrecorded = [.. accepted.Members];

    // As its row stands in the table.
    private Batch _batch = accepted;
    private bool _isClosed;

    /// <summary>Records every member and closes the batch. May be repeated after a crash at any point.</summary>
    /// <param name="dues">The members' due rows as far as they were read; other members are recorded individually.</param>
    public async Task RecordAsync(IReadOnlyList<DueRow> dues)
    {
        await RecordTogetherAsync(dues);
        await MarkAcceptedAsync();
        if (_isClosed)
        {
            return;
        }

        var uncounted = 0;
        foreach (var member in _unrecorded)
        {
            uncounted += await RecordIndividuallyAsync(member) ? 0 : 1;
        }

        await CloseAsync(uncounted);

        // Whoever was recorded individually was counted past it.
        run.Counters.Remove(_counterKey);
    }

    private async Task RecordTogetherAsync(IReadOnlyList<DueRow> dues)
    {
        var chunks = MemberChunk.Divide(dues);
        for (var index = 0; index < chunks.Count && !_isClosed; index++)
        {
            if (index > 0)
            {
                await MarkAcceptedAsync();
            }

            await RecordAsync(new MemberChunk(_batch, plan, chunks[index], _now), isLast: index == chunks.Count - 1);
        }
    }

    private async Task RecordAsync(MemberChunk chunk, bool isLast)
    {
        while (chunk.Members.Count > 0 && !_isClosed)
        {
            var closes = isLast && _unrecorded.Count == chunk.Members.Count;
            var transaction = chunk.ToTransaction(_batch, await CounterAsync(), closes);
            var releases = closes && run is { IsAtLastBatch: true, Lease.IsTaken: true };
            if (releases)
            {
                run.Lease.AddRelease(transaction);
            }

            switch (await transaction.CommitAsync(table, CancellationToken.None))
            {
                case CommitResult.Committed committed:
                    Recorded(chunk, committed, closes);
                    if (releases)
                    {
                        run.Lease.Released(committed);
                    }

                    return;
                case CommitResult.Conflict { RowKey: ShardLease.RowKey }:
                    // Another run or the brake has the shard by now, and the rest of what is recorded needs no lease.
                    run.IsAtLastBatch = false;
                    break;
                case CommitResult.Conflict conflict when !chunk.TryExclude(conflict.RowKey):
                    await ReloadAsync();
                    break;
            }
        }
    }

    private void Recorded(MemberChunk chunk, CommitResult.Committed committed, bool closes)
    {
        _isClosed = closes;
        _unrecorded.ExceptWith(chunk.Members.Select(member => member.Due.Id));
        run.Counters[_counterKey].Counted(chunk.Counts, committed);
        run.RequestAnotherRunIfDue(chunk.Members.Min(member => member.Next.Due?.At));
        if (!closes && committed.Versions.TryGetValue(_batch.RowKey, out var version))
        {
            _batch = _batch with { State = BatchState.Accepted, Version = version };
        }
    }

    // Once somebody is recorded, a crash must find the batch accepted. The first chunk marks it, unless all its members changed.
    private async Task MarkAcceptedAsync()
    {
        if (!_isClosed && _batch.State == BatchState.Sending)
        {
            await batches.AcceptAsync(_batch.Shard, _batch.Id, CancellationToken.None);
            await ReloadAsync();
        }
    }

    // What the subscriber asked for meanwhile stays, and the mail counts as received. The member leaves the batch in the same
    // transaction, so that a run that lost its lease cannot record it once more.
    private async Task<bool> RecordIndividuallyAsync(SubscriberId member)
    {
        for (var attempt = 0; await FindBatchAsync() is { } open; attempt++)
        {
            var stored = await subscribers.ReadAsync(member, CancellationToken.None);
            if (stored is not Subscriber current || current.SignedUpAt > open.FirstSentAt)
            {
                // A member that was recorded and then suppressed is gone, but has been counted.
                return stored is Tombstone tombstone && tombstone.LastBatch == open.Id;
            }

            if (current.LastBatch == open.Id || !open.Members.Contains(member))
            {
                return true;
            }

            void LeaveBatch(Transaction transaction) => transaction.Replace(open.Without(member).ToRow(), open.Version);
            if (
                await subscribers.TrySaveAsync(
                    member,
                    current,
                    Received(current, open),
                    attempt,
                    LeaveBatch,
                    CancellationToken.None
                )
            )
            {
                return true;
            }
        }

        return true;
    }

    private SubscriberChange Received(Subscriber current, Batch batch)
    {
        var progress = plan.After(current.Progress, batch.Mail, current.Recipient.Schedule, _now);
        var state = EndsPause(current, batch.Mail) ? SubscriberState.Active : current.State;
        var completes = state == SubscriberState.Active && progress.NextLessonAt is null;
        var after = current with
        {
            Progress = progress,
            State = completes ? SubscriberState.Completed : state,
            LastBatch = batch.Id,
            LastLessonAt = batch.Mail.IsLesson ? _now : current.LastLessonAt,
        };
        return new SubscriberChange(after) { Topic = batch.Mail.Value, Counts = batch.CountsOfMember(completes) };
    }

    // The lesson at the end of a pause, unless it was moved by a pause that came later.
    private bool EndsPause(Subscriber current, MailKey sent) =>
        current.State == SubscriberState.Paused
        && sent.IsLesson
        && current.Progress.Due is { } due
        && due.Mail == sent
        && due.At <= _now;

    // Deletes the batch row, and counts the members whose rows are no more.
    private async Task CloseAsync(int uncounted)
    {
        while (!_isClosed)
        {
            var transaction = new Transaction(_batch.Shard).Delete(_batch.RowKey, _batch.Version);
            if (uncounted > 0)
            {
                (await CounterAsync()).AddTo(transaction, Enumerable.Repeat(CounterNames.Sent, uncounted));
            }

            if (await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed)
            {
                _isClosed = true;
            }
            else
            {
                await ReloadAsync();
            }
        }
    }

    private async Task<CounterRow> CounterAsync()
    {
        if (!run.Counters.TryGetValue(_counterKey, out var counter))
        {
            counter = await CounterRow.ReadAsync(table, _batch.Shard, _counterKey, CancellationToken.None);
            run.Counters.Add(_counterKey, counter);
        }

        return counter;
    }

    private Task<Batch?> FindBatchAsync() => batches.FindAsync(_batch.Shard, _batch.Id, CancellationToken.None);

    // Something else counted, or an event was faster in marking the batch.
    private async Task ReloadAsync()
    {
        run.Counters.Remove(_counterKey);
        if (await FindBatchAsync() is { } current)
        {
            _batch = current;
        }
        else
        {
            _isClosed = true;
        }
    }
}
