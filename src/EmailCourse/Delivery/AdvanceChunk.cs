using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>The members that one transaction advances.</summary>
internal sealed class AdvanceChunk
{
    private readonly Batch _batch;
    private readonly Instant _now;
    private readonly List<(DueRow Due, Progress Next)> _members;
    private readonly List<int> _ends = [];

    public AdvanceChunk(Batch batch, MailPlan plan, IReadOnlyList<DueRow> dues, Instant now)
    {
        _batch = batch;
        _now = now;
        _members = [.. dues.Select(due => (due, plan.After(due.Progress, batch.Mail, due.Recipient.Schedule, now)))];
    }

    public IReadOnlyList<(DueRow Due, Progress Next)> Members => _members;

    /// <summary>Where in the transaction the counter stands.</summary>
    public int CounterIndex => _ends[^1];

    /// <summary>Where in the transaction the batch is marked accepted, if it is.</summary>
    public int? AcceptedIndex { get; private set; }

    public IEnumerable<string> Counted =>
        Enumerable
            .Repeat(Counters.Sent, _members.Count)
            .Concat(Enumerable.Repeat(Counters.SentAgain, _batch.Attempt > 1 ? _members.Count : 0))
            .Concat(Enumerable.Repeat(Counters.Completed, _members.Count(member => Completes(member.Due, member.Next))));

    public Transaction Transaction(Batch batch, Counter counter, bool closes)
    {
        var transaction = new Transaction(batch.Shard);
        _ends.Clear();
        foreach (var (due, next) in _members)
        {
            Add(transaction, due, next);
            _ends.Add(transaction.Count);
        }

        counter.AddTo(transaction, Counted);
        var marks = !closes && batch.State == BatchState.Sending && transaction.Count < TableLimits.Operations;
        AcceptedIndex = marks ? transaction.Count : null;
        if (closes)
        {
            transaction.Delete(batch.RowKey, batch.Version);
        }
        else if (marks)
        {
            transaction.Replace((batch with { State = BatchState.Accepted }).ToRow(), batch.Version);
        }

        return transaction;
    }

    /// <summary>Leaves out the member whose row was in the way; all of them where the service did not say which.</summary>
    /// <returns>Whether it was a member, and not the counter or the batch.</returns>
    public bool TryDrop(int? failedIndex)
    {
        if (failedIndex >= CounterIndex)
        {
            return false;
        }

        if (failedIndex is { } index)
        {
            _members.RemoveAt(_ends.FindIndex(end => index < end));
        }
        else
        {
            _members.Clear();
        }

        return true;
    }

    private void Add(Transaction transaction, DueRow due, Progress next)
    {
        transaction.Delete(due.RowKey, due.Version);
        if (next.Due is not null)
        {
            transaction.Insert(new DueRow(due.Recipient, next).ToRow());
        }

        // The due row's version guards the subscriber too: nobody changes the one without the other.
        var state =
            Completes(due, next) ? SubscriberState.Completed
            : _batch.Mail.IsLesson ? SubscriberState.Active
            : (SubscriberState?)null;
        var lessonAt = _batch.Mail.IsLesson ? _now : (Instant?)null;
        transaction.Merge(SubscriberRow.Advanced(due.Id, next, _batch.Id, state, lessonAt), Azure.ETag.All);
    }

    private static bool Completes(DueRow due, Progress next) =>
        next.Due is null && (due.Due.Mail.IsLesson || due.Progress.LessonDueAt is not null);
}
