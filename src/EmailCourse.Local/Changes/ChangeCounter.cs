using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Local.Changes;

/// <summary>Counts what a changed course means to the people of a table, one subscriber after the other.</summary>
internal sealed class ChangeCounter(CourseComparison comparison, Instant now)
{
    private readonly LessonCounts[] _lessons = [.. comparison.Changes.Select(_ => new LessonCounts(0, 0, 0, 0, 0))];
    private readonly Lock _sync = new();
    private int _people;
    private int _paused;
    private int _newNext;
    private int _goOn;
    private int _unconfirmed;

    /// <summary>Reads every subscriber of a table once, page by page, a thousand of each shard at a time.</summary>
    public static async Task<ChangeReport> CountAsync(
        CourseComparison comparison,
        ICourseTable table,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        var counter = new ChangeCounter(comparison, clock.GetCurrentInstant());
        await Task.WhenAll(ShardKey.All.Select(shard => counter.CountAsync(shard, table, cancellationToken)));
        return counter.Report;
    }

    private ChangeReport Report => new(_people, _paused, _newNext, _goOn, _unconfirmed, [.. _lessons]);

    // The shards wait for storage side by side, and count one after the other.
    private async Task CountAsync(ShardKey shard, ICourseTable table, CancellationToken cancellationToken)
    {
        await foreach (var page in table.PagesAsync(shard, SubscriberRow.All, TableLimits.PageRows, cancellationToken))
        {
            var subscribers = page.Select(SubscriberRow.Read).OfType<Subscriber>().ToList();
            lock (_sync)
            {
                subscribers.ForEach(Add);
            }
        }
    }

    private void Add(Subscriber subscriber)
    {
        _unconfirmed += subscriber.State == SubscriberState.Pending ? 1 : 0;
        // A course on its way to another address is counted where it comes from.
        if (!subscriber.IsSubscribed)
        {
            return;
        }

        var (before, after) = (new Future(comparison.Before, subscriber, now), new Future(comparison.After, subscriber, now));
        _people++;
        _paused += subscriber.State == SubscriberState.Paused ? 1 : 0;
        _goOn += subscriber.State == SubscriberState.Completed && after.Next is not null ? 1 : 0;
        _newNext += subscriber.State != SubscriberState.Completed && before.Next != after.Next ? 1 : 0;
        foreach (var (index, change) in comparison.Changes.Index())
        {
            _lessons[index] = With(_lessons[index], change, subscriber.Progress, after);
        }
    }

    private static LessonCounts With(LessonCounts counts, LessonChange change, Progress progress, Future after)
    {
        var hadIt = progress.HasReceived(change.Slug) || progress.HasReceived(change.Former);
        if (!after.Receives(change.Slug))
        {
            return hadIt ? counts with { HadIt = counts.HadIt + 1 } : counts with { Without = counts.Without + 1 };
        }

        var isAgain = change.Former != change.Slug && progress.HasReceived(change.Former);
        var seen = isAgain ? counts with { Again = counts.Again + 1 } : counts;
        return after.IsPast(change.Slug) ? seen with { OutOfTurn = seen.OutOfTurn + 1 } : seen with { InTurn = seen.InTurn + 1 };
    }

    /// <summary>What one subscriber receives from now on if the course is that of a plan.</summary>
    private sealed class Future
    {
        private readonly MailPlan _plan;
        private readonly Progress _now;
        private readonly Progress _afterDue;
        private readonly LessonSlug? _due;

        public Future(MailPlan plan, Subscriber subscriber, Instant now)
        {
            (_plan, _now) = (plan, subscriber.Progress);
            // What is due is sent as it was planned, unless it has left the course or is too late, as after a night switched off.
            _due =
                _now.Due is { Mail: { IsLesson: true } mail } due && !plan.IsRemoved(mail) && !Lateness.IsTooLate(due.At, now)
                    ? mail.Lesson
                    : null;
            _afterDue = _due is { } lesson ? _now.Receive(lesson) : _now;
        }

        public LessonSlug? Next => _due ?? _plan.Next(_now);

        public bool Receives(LessonSlug lesson) =>
            lesson == _due
            || (_plan.Lessons.Contains(lesson) && !_afterDue.HasPassed(lesson) && _plan.Next(_afterDue) is not null);

        /// <summary>Whether a lesson that stands behind this one was passed, or is due.</summary>
        public bool IsPast(LessonSlug lesson) => _plan.Lessons.SkipWhile(each => each != lesson).Skip(1).Any(_afterDue.HasPassed);
    }
}
