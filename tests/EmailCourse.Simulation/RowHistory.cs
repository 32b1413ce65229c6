using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>Notes what a change of a subscriber's row means for each lesson.</summary>
internal static class RowHistory
{
    /// <param name="lessons">Every lesson there is or will be.</param>
    public static void Note(Learner learner, Subscriber? before, Subscriber after, IEnumerable<LessonSlug> lessons, Instant now)
    {
        // Only moves what happened elsewhere.
        if (after.State is SubscriberState.Arriving or SubscriberState.Moved || after.MovesFrom is not null)
        {
            return;
        }

        if (before?.Recipient.Schedule != after.Recipient.Schedule)
        {
            learner.StoredSchedules.Add((now, after.Recipient.Schedule));
        }

        if (after.Progress.Due is { Mail.IsRepeat: true } due && before?.Progress.Due != due)
        {
            learner.CopiesPlanned++;
        }

        foreach (var lesson in lessons)
        {
            Note(learner, before, after, lesson);
        }
    }

    /// <summary>Whoever comes back after having been forgotten gets every lesson once more.</summary>
    public static void NoteForgotten(Learner learner, Subscriber before)
    {
        foreach (var lesson in learner.Lessons.Where(each => before.Progress.HasPassed(each.Key)))
        {
            lesson.Value.PutBack++;
        }
    }

    /// <summary>Reads a subscriber's row; <see langword="null"/> where there is none, or a tombstone.</summary>
    public static Subscriber? Read(TableEntity? row) => row is null ? null : SubscriberRow.Read(row) as Subscriber;

    private static void Note(Learner learner, Subscriber? before, Subscriber after, LessonSlug lesson)
    {
        var (was, @is) = (before?.Progress.HasPassed(lesson) ?? false, after.Progress.HasPassed(lesson));
        if (was == @is)
        {
            return;
        }

        var history = learner.Lessons.TryGetValue(lesson, out var known) ? known : learner.Lessons[lesson] = new();
        if (!@is)
        {
            history.PutBack++;
        }
        else if (before?.LastBatch != after.LastBatch)
        {
            history.Received++;
        }
        else
        {
            history.Skipped++;
        }
    }
}
