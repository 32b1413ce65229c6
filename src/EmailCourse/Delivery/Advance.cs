using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Records that a batch was accepted: every member receives the mail in its row, and the next one becomes due.</summary>
internal sealed class Advance(ICourseTable table, SubscriberStore subscribers, BatchStore ledger, MailPlan plan, IClock clock)
{
    /// <summary>Settles <paramref name="batch"/> and closes it. May be repeated after a crash at any point.</summary>
    /// <param name="batch">The accepted batch.</param>
    /// <param name="dues">The due rows of its members, as far as they are at hand; other members are looked up one by one.</param>
    /// <param name="cancellationToken">Ends it early; what is left is settled by a later run.</param>
    /// <returns>Whether something became due at once.</returns>
    public async Task<bool> RunAsync(Batch batch, IReadOnlyList<DueRow> dues, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var settled = new BatchSettlement(table, ledger, plan, batch, now);
        await settled.AdvanceTogetherAsync(dues, cancellationToken);
        await settled.MarkAcceptedAsync(cancellationToken);
        if (settled.IsClosed)
        {
            return settled.DueAtOnce;
        }

        var uncounted = 0;
        foreach (var member in settled.Left)
        {
            uncounted += await SettleAloneAsync(settled.Batch, member, now, cancellationToken) ? 0 : 1;
        }

        await settled.CloseAsync(uncounted, cancellationToken);
        return settled.DueAtOnce;
    }

    // A person changed something while the batch was on its way: what they asked for stays, and the mail counts as received. The member
    // leaves the batch in the same transaction, so that a run that lost its lease meanwhile cannot record it once more.
    private async Task<bool> SettleAloneAsync(Batch batch, SubscriberId member, Instant now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; await ledger.FindAsync(batch.Shard, batch.Id, cancellationToken) is { } open; attempt++)
        {
            var current = await subscribers.FindAsync(member, cancellationToken);
            if (current is null || current.SignedUpAt > batch.StartedAt)
            {
                return await WasCountedAsync(member, batch, cancellationToken);
            }

            if (current.LastBatch == batch.Id || !open.Members.Contains(member))
            {
                return true;
            }

            if (
                await subscribers.TrySaveAsync(
                    member,
                    current,
                    Received(current, open, now),
                    attempt,
                    Leave(open),
                    cancellationToken
                )
            )
            {
                return true;
            }
        }

        return true;

        Action<Transaction> Leave(Batch open) => transaction => transaction.Replace(open.Without(member).ToRow(), open.Version);
    }

    // Somebody who was recorded and then suppressed is gone, but has been counted.
    private async Task<bool> WasCountedAsync(SubscriberId member, Batch batch, CancellationToken cancellationToken) =>
        await subscribers.FindTombstoneAsync(member, cancellationToken) is { } tombstone && tombstone.LastBatch == batch.Id;

    private SubscriberChange Received(Subscriber current, Batch batch, Instant now)
    {
        var progress = plan.After(current.Progress, batch.Mail, current.Recipient.Schedule, now);
        var completes = current.State == SubscriberState.Active && progress.Due is null;
        var counts = new List<string> { Counters.Sent };
        if (batch.Attempt > 1)
        {
            counts.Add(Counters.SentAgain);
        }

        if (completes)
        {
            counts.Add(Counters.Completed);
        }

        var after = current with
        {
            Progress = progress,
            State = completes ? SubscriberState.Completed : current.State,
            LastBatch = batch.Id,
            LastLessonAt = batch.Mail.IsLesson ? now : current.LastLessonAt,
        };
        return new SubscriberChange(after) { Topic = batch.Mail.Value, Counts = counts };
    }
}
