using Azure;
using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Changes a subscriber, its due row and the counters in one transaction, so that a subscriber always has exactly the due row its
/// own row names. Decides again whenever another writer was faster.
/// </summary>
internal sealed class SubscriberStore(ICourseTable table, IClock clock, IIdGenerator ids, CourseMetrics metrics)
{
    private const int Attempts = 50;

    /// <summary>Reads what is stored of an address; <see langword="null"/> if nothing is.</summary>
    public async Task<StoredAddress?> ReadAsync(SubscriberId id, CancellationToken cancellationToken) =>
        await table.FindAsync(id.Shard, SubscriberRow.Key(id), cancellationToken) is { } row ? SubscriberRow.Read(row) : null;

    /// <summary>Reads a subscriber; <see langword="null"/> if there is none.</summary>
    public async Task<Subscriber?> FindAsync(SubscriberId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) as Subscriber;

    /// <summary>Reads the tombstone of a suppressed address; <see langword="null"/> if the address is not suppressed.</summary>
    public async Task<Tombstone?> FindTombstoneAsync(SubscriberId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) as Tombstone;

    /// <summary>Reads where the course of an address went; <see langword="null"/> if it never moved.</summary>
    public async Task<Forwarding?> FindForwardingAsync(SubscriberId id, CancellationToken cancellationToken) =>
        await table.FindAsync(id.Shard, Forwarding.Key(id), cancellationToken) is { } row ? Forwarding.FromRow(row) : null;

    /// <summary>Reads, decides and writes until no other writer interferes. A suppressed address is never changed.</summary>
    /// <param name="decide">Gives the change, or <see langword="null"/> for none. Must be pure: it may be called several
    /// times.</param>
    /// <returns>The change made, or <see langword="null"/>.</returns>
    /// <exception cref="InvalidOperationException">Other writers were faster in every attempt.</exception>
    public async Task<SubscriberChange?> UpdateAsync(
        SubscriberId id,
        Func<Subscriber?, SubscriberChange?> decide,
        CancellationToken cancellationToken
    ) => await UpdateAsync(id, await ReadAsync(id, cancellationToken), decide, cancellationToken);

    /// <summary>Does the same, beginning with what has been read.</summary>
    public async Task<SubscriberChange?> UpdateAsync(
        SubscriberId id,
        StoredAddress? read,
        Func<Subscriber?, SubscriberChange?> decide,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (read is Tombstone)
            {
                return null;
            }

            var before = (Subscriber?)read;
            if (decide(before) is not { } change)
            {
                return null;
            }

            if (await TrySaveAsync(id, before, change, attempt, also: null, cancellationToken))
            {
                return change;
            }

            read = await ReadAsync(id, cancellationToken);
        }

        throw new InvalidOperationException($"Subscriber {id} kept changing: {Attempts} attempts to save did not get through.");
    }

    /// <summary>Makes one change in one transaction.</summary>
    /// <param name="before">The subscriber as read, if there was one.</param>
    /// <param name="attempt">How often this was tried before.</param>
    /// <param name="also">Adds further rows to the transaction.</param>
    /// <returns>Whether it was made; if not, another writer was faster.</returns>
    public async Task<bool> TrySaveAsync(
        SubscriberId id,
        Subscriber? before,
        SubscriberChange change,
        int attempt,
        Action<Transaction>? also,
        CancellationToken cancellationToken
    )
    {
        var transaction = new Transaction(id.Shard);
        also?.Invoke(transaction);
        // A course that was completed before and only arrives somewhere keeps its day.
        var wasCompleted = before is { State: SubscriberState.Completed } or { PreviousState: SubscriberState.Completed };
        var completes = !wasCompleted && change.After?.State == SubscriberState.Completed;
        var after = completes ? change.After! with { CompletedAt = clock.GetCurrentInstant() } : change.After;
        WriteAddress(transaction, id, before, change.Tombstone is { } tombstone ? tombstone : after);
        WriteDueRow(transaction, before?.DueRow, after?.DueRow);
        if (change.Counts.Count > 0)
        {
            (await CounterAsync(id, change.Topic, attempt, cancellationToken)).AddTo(transaction, change.Counts);
        }

        if (InterruptionOf(before, change) is var (lesson, counter))
        {
            (await CounterAsync(id, lesson.Mail.Value, attempt, cancellationToken)).AddTo(transaction, [counter]);
        }

        if (transaction.Count > 0 && await transaction.CommitAsync(table, cancellationToken) is not CommitResult.Committed)
        {
            return false;
        }

        metrics.Counted(change.Counts, change.Tombstone?.Reason);
        return true;
    }

    /// <summary>Adds new subscribers of one shard, with their due rows and their counter, in one transaction.</summary>
    /// <param name="count">The counter of people to increase by one for each.</param>
    /// <returns>Whether all were added; if not, none was: one was there already, or another writer was faster.</returns>
    public async Task<bool> TryAddAsync(
        ShardKey shard,
        IReadOnlyList<Subscriber> added,
        string count,
        CancellationToken cancellationToken
    )
    {
        var transaction = new Transaction(shard);
        foreach (var subscriber in added)
        {
            WriteAddress(transaction, subscriber.Id, before: null, subscriber);
            WriteDueRow(transaction, before: null, subscriber.DueRow);
        }

        var key = CounterRow.KeyOf(clock.GetCurrentInstant(), SubscriberChange.People);
        var counts = Enumerable.Repeat(count, added.Count).ToList();
        (await CounterRow.ReadAsync(table, shard, key, cancellationToken)).AddTo(transaction, counts);
        if (await transaction.CommitAsync(table, cancellationToken) is not CommitResult.Committed)
        {
            return false;
        }

        metrics.Counted(counts, reason: null);
        return true;
    }

    /// <summary>Deletes the tombstone of an address that is suppressed for that reason, so that it may be mailed again.</summary>
    public async Task LiftAsync(SubscriberId id, string reason, CancellationToken cancellationToken)
    {
        if (await FindTombstoneAsync(id, cancellationToken) is { } tombstone && tombstone.Reason == reason)
        {
            var transaction = new Transaction(id.Shard).Delete(SubscriberRow.Key(id), tombstone.Version);
            await transaction.CommitAsync(table, cancellationToken);
        }
    }

    /// <summary>After which lesson somebody paused or stopped who had more before them, or took a stop back.</summary>
    private static (LessonSlug Lesson, string Counter)? InterruptionOf(Subscriber? before, SubscriberChange change)
    {
        if (before?.Progress.Received is not [.., var last])
        {
            return null;
        }

        var hadMore = before.State is SubscriberState.Active or SubscriberState.Paused;
        return change.After?.State switch
        {
            SubscriberState.Paused when before.State == SubscriberState.Active => (last, CounterNames.PausedAfter),
            SubscriberState.Unsubscribed when hadMore => (last, CounterNames.StoppedAfter),
            null when hadMore && change.Tombstone?.Reason is SuppressionReason.Refused or SuppressionReason.Complained => (
                last,
                CounterNames.StoppedAfter
            ),
            SubscriberState.Active or SubscriberState.Paused when change.Counts.Contains(CounterNames.StopTakenBack) => (
                last,
                CounterNames.StopTakenBack
            ),
            _ => null,
        };
    }

    // Never merged: of a subscriber who is suppressed, no column may stay.
    private static void WriteAddress(Transaction transaction, SubscriberId id, Subscriber? before, StoredAddress? after)
    {
        if (after is not null)
        {
            transaction.Save(SubscriberRow.Write(id, after), before?.Version ?? default);
        }
        else if (before is not null)
        {
            transaction.Delete(SubscriberRow.Key(id), before.Version);
        }
    }

    // The subscriber's version guards its due row too, since the two only ever change together.
    private static void WriteDueRow(Transaction transaction, DueRow? before, DueRow? after)
    {
        if (after is not null && after.RowKey == before?.RowKey)
        {
            transaction.Replace(after.ToRow(), ETag.All);
            return;
        }

        if (before is not null)
        {
            transaction.Delete(before.RowKey, ETag.All);
        }

        if (after is not null)
        {
            transaction.Insert(after.ToRow());
        }
    }

    // A contended counter never fails a person's request: after a few conflicts the count gets a row of its own, and readers add
    // the rows up.
    private Task<CounterRow> CounterAsync(SubscriberId id, string topic, int attempt, CancellationToken cancellationToken)
    {
        var key = CounterRow.KeyOf(clock.GetCurrentInstant(), topic);
        return CounterRow.ReadAsync(table, id.Shard, attempt < 3 ? key : $"{key}~{ids.NewId()}", cancellationToken);
    }
}
