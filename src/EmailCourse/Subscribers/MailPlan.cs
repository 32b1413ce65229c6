using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Decides which mail follows which, and when. Nothing else does.</summary>
/// <param name="lessons">The lessons of today's course, in order.</param>
/// <param name="final">The lesson that promises to be the last mail; null if none does.</param>
internal sealed class MailPlan(IReadOnlyList<LessonSlug> lessons, LessonSlug? final = null)
{
    public static readonly Duration ReminderAfter = Duration.FromHours(24);
    public static readonly Duration PendingFor = Duration.FromDays(7);

    public static MailPlan Of(CourseContent course) =>
        new([.. course.Lessons.Select(lesson => lesson.Slug)], course.Lessons.SingleOrDefault(lesson => lesson.IsFinal)?.Slug);

    /// <summary>When a mail that asks to confirm can be answered no longer, if it leaves now.</summary>
    public static Instant ConfirmBefore(ScheduledMail asking, Instant now) =>
        Leaves(asking, now) + (asking.Mail == MailKey.Reminder ? PendingFor - ReminderAfter : PendingFor);

    public IReadOnlyList<LessonSlug> Lessons => lessons;

    public LessonSlug? Final => final;

    /// <summary>
    /// The first lesson of today's course that was not passed; <see langword="null"/> at the end of the course, and once the
    /// final lesson was received.
    /// </summary>
    public LessonSlug? Next(Progress progress)
    {
        if (final is { } last && progress.HasReceived(last) && progress.HasPassed(last))
        {
            return null;
        }

        foreach (var lesson in lessons)
        {
            if (!progress.HasPassed(lesson))
            {
                return lesson;
            }
        }

        return null;
    }

    /// <summary>The lesson before the next one; <see langword="null"/> at the beginning of the course.</summary>
    public LessonSlug? Previous(Progress progress)
    {
        var passed = lessons.TakeWhile(progress.HasPassed).Count();
        return passed > 0 ? lessons[passed - 1] : null;
    }

    /// <summary>The lesson of today's course that came last; <see langword="null"/> before the first.</summary>
    public LessonSlug? LastReceived(Progress progress)
    {
        var received = progress.Received.Where(lessons.Contains).ToList();
        return received.Count > 0 ? received[^1] : null;
    }

    public bool HasLessonFor(Progress progress) => Next(progress) is not null;

    /// <summary>
    /// Plans the next lesson for <paramref name="at"/>, or nothing if every lesson of today's course has been passed.
    /// </summary>
    public Progress LessonAt(Progress progress, Instant at) =>
        Next(progress) is { } lesson ? progress.Awaiting(lesson.Mail, at) : progress.Ended();

    /// <summary>Plans the next lesson anew, behind an extra mail that is due, which stays.</summary>
    /// <param name="at">When the lesson is due; <see langword="null"/> plans none.</param>
    public Progress Replan(Progress progress, Instant? at) =>
        progress.Due is { Mail.IsExtra: true } ? progress with { LessonDueAt = HasLessonFor(progress) ? at : null }
        : at is { } then ? LessonAt(progress, then)
        : progress.Ended();

    /// <summary>Plans what follows an extra mail that was sent or given up: the lesson behind it, at its time.</summary>
    public Progress AfterExtra(Progress progress) =>
        progress.LessonDueAt is { } then ? LessonAt(progress, then) : progress.Ended();

    /// <summary>Whether <paramref name="mail"/> holds a lesson that has left the course since it was planned.</summary>
    public bool IsRemoved(MailKey mail) => (mail.IsLesson || mail.IsRepeat) && !lessons.Contains(mail.Lesson);

    /// <summary>Plans what follows once <paramref name="sent"/> is accepted, whatever else became due meanwhile.</summary>
    public Progress After(Progress progress, MailKey sent, DailySchedule schedule, Instant now)
    {
        if (sent.IsLesson)
        {
            progress = progress.Receive(sent.Lesson);
        }

        if (progress.Due is not { } due)
        {
            return progress;
        }

        if (due.Mail == sent)
        {
            return Following(progress, due, schedule, now);
        }

        // The subscriber asked for something else while the lesson was on its way.
        return sent.IsLesson && progress.NextLessonAt is { } then ? Replan(progress, NextLesson(then, schedule, now)) : progress;
    }

    private Progress Following(Progress progress, ScheduledMail sent, DailySchedule schedule, Instant now)
    {
        if (sent.Mail == MailKey.Confirm)
        {
            return progress.NoReminder
                ? progress.Awaiting(MailKey.Expire, ConfirmBefore(sent, now))
                : progress.Awaiting(MailKey.Reminder, Leaves(sent, now) + ReminderAfter);
        }

        if (sent.Mail.AsksToConfirm)
        {
            return progress.Awaiting(MailKey.Expire, ConfirmBefore(sent, now));
        }

        if (sent.Mail == MailKey.AddressChanged)
        {
            return progress.Awaiting(MailKey.Expire, now);
        }

        return sent.Mail.IsExtra ? AfterExtra(progress) : LessonAt(progress, NextLesson(sent.At, schedule, now));
    }

    // After an outage of days, people have as long to answer as ever, and no reminder comes together with what it reminds of.
    private static Instant Leaves(ScheduledMail mail, Instant now) => Lateness.IsTooLate(mail.At, now) ? now : mail.At;

    // The subscriber moved the lesson while it was on its way: the day asked for stays, unless it is too close.
    private static Instant NextLesson(Instant planned, DailySchedule schedule, Instant now) =>
        planned > now ? schedule.NextHour(planned - Duration.Epsilon, now) : schedule.NextDay(planned, now);
}
