using Azure;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The members of a batch that one transaction records together.</summary>
internal sealed class MemberChunk
{
    // Three operations a member and one for the counter: 33 members fill Azure's 100 operations. The first transaction also marks
    // the batch as accepted, and the last deletes it and may release the lease, so these two take 32.
    private const int Inner = 33;
    private const int Outer = 32;

    private readonly Batch _batch;
    private readonly Instant _now;
    private readonly List<Member> _members;

    public MemberChunk(Batch batch, MailPlan plan, IReadOnlyList<DueRow> dues, Instant now)
    {
        _batch = batch;
        _now = now;
        _members = [.. dues.Select(due => new Member(due, plan.After(due.Progress, batch.Mail, due.Recipient.Schedule, now)))];
    }

    public IReadOnlyList<Member> Members => _members;

    /// <summary>What the transaction counts, a name for each count.</summary>
    public IEnumerable<string> Counts => _members.SelectMany(member => _batch.CountsOfMember(member.Completes));

    /// <summary>Divides the due rows of a batch among as few transactions as Azure allows, in the order they were read.</summary>
    public static IReadOnlyList<IReadOnlyList<DueRow>> Divide(IReadOnlyList<DueRow> dues)
    {
        var first = dues.Take(Outer).ToArray();
        var last = dues.Skip(first.Length).TakeLast(Outer).ToArray();
        var inner = dues.Skip(first.Length).SkipLast(last.Length).Chunk(Inner);
        return [.. new[] { first }.Concat(inner).Append(last).Where(chunk => chunk.Length > 0)];
    }

    /// <summary>Makes the transaction that records the members.</summary>
    /// <param name="batch">The batch as its row stands. It is marked as accepted if it is not yet and there is room.</param>
    /// <param name="counter">The counter as its row stands.</param>
    /// <param name="closes">Whether no other member is left, so that the batch row goes too.</param>
    public Transaction ToTransaction(Batch batch, CounterRow counter, bool closes)
    {
        var transaction = new Transaction(batch.Shard);
        foreach (var member in _members)
        {
            Add(transaction, member);
        }

        counter.AddTo(transaction, Counts);
        if (closes)
        {
            transaction.Delete(batch.RowKey, batch.Version);
        }
        else if (batch.State == BatchState.Sending && transaction.Count < TableLimits.Operations)
        {
            transaction.Replace((batch with { State = BatchState.Accepted }).ToRow(), batch.Version);
        }

        return transaction;
    }

    /// <summary>
    /// Leaves out the member whose row was in conflict; all of them where the service did not say which row was.
    /// </summary>
    /// <returns>Whether the row is a member's, and not the counter's or the batch's.</returns>
    public bool TryExclude(string? rowKey) => _members.RemoveAll(member => rowKey is null || member.Owns(rowKey)) > 0;

    private void Add(Transaction transaction, Member member)
    {
        transaction.Delete(member.Due.RowKey, member.Due.Version);
        if (member.NextDue is { } next)
        {
            transaction.Insert(next.ToRow());
        }

        // The due row's version guards the subscriber too: nobody changes the one without the other.
        var state =
            member.Completes ? SubscriberState.Completed
            : _batch.Mail.IsLesson ? SubscriberState.Active
            : (SubscriberState?)null;
        transaction.Merge(
            SubscriberRow.Recorded(member.Due.Id, member.Next, _batch.Id, state, _batch.Mail.IsLesson, _now),
            ETag.All
        );
    }

    /// <summary>A member, and its progress once the mail is recorded.</summary>
    internal sealed record Member(DueRow Due, Progress Next)
    {
        public DueRow? NextDue => Next.Due is null ? null : new DueRow(Due.Recipient, Next);

        public bool Completes => Next.Due is null && (Due.Mail.IsLesson || Due.Progress.LessonDueAt is not null);

        public bool Owns(string rowKey) =>
            rowKey == Due.RowKey || rowKey == NextDue?.RowKey || rowKey == SubscriberRow.Key(Due.Id);
    }
}
