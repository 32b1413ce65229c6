using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Decides which mail follows which, and when. Nothing else does.</summary>
/// <param name="lessons">The lessons of today's course, in order.</param>
internal sealed class MailPlan(IReadOnlyList<LessonSlug> lessons)
{
    public static readonly Duration ReminderAfter = Duration.FromHours(24);
    public static readonly Duration PendingFor = Duration.FromDays(7);

    public IReadOnlyList<LessonSlug> Lessons => lessons;

    /// <summary>
    /// Plans the next lesson for <paramref name="at"/>, or nothing if every lesson of today's course has been received.
    /// </summary>
    public Progress LessonAt(Progress progress, Instant at) =>
        Next(progress) is { } lesson ? progress.Awaiting(lesson.Mail, at) : progress.Ended();

    /// <summary>Plans the due lesson again, for a course that has changed since.</summary>
    public Progress Refreshed(Progress progress) => LessonAt(progress, progress.Due!.Value.At);

    public bool HasLessonFor(Progress progress) => Next(progress) is not null;

    /// <summary>Whether <paramref name="mail"/> is a lesson that has left the course since it was planned.</summary>
    public bool IsRemoved(MailKey mail) => mail.IsLesson && !lessons.Contains(mail.Lesson);

    /// <summary>Plans what follows once <paramref name="sent"/> is accepted, whatever else became due meanwhile.</summary>
    public Progress After(Progress progress, MailKey sent, DailySchedule schedule, Instant now)
    {
        if (sent.IsLesson && !progress.Has(sent.Lesson))
        {
            progress = progress with { Received = progress.Received.Add(sent.Lesson) };
        }

        if (progress.Due is not { } due)
        {
            return progress;
        }

        if (due.Mail == sent)
        {
            return Following(progress, due, schedule, now);
        }

        if (sent.IsLesson && progress.LessonDueAt is { } then)
        {
            return progress with { LessonDueAt = NextLesson(then, schedule, now) };
        }

        return due.Mail.IsLesson && progress.Has(due.Mail.Lesson) ? Refreshed(progress) : progress;
    }

    private LessonSlug? Next(Progress progress)
    {
        foreach (var lesson in lessons)
        {
            if (!progress.Has(lesson))
            {
                return lesson;
            }
        }

        return null;
    }

    private Progress Following(Progress progress, ScheduledMail sent, DailySchedule schedule, Instant now)
    {
        if (sent.Mail == MailKey.Confirm)
        {
            return progress.NoReminder
                ? progress.Awaiting(MailKey.Expire, sent.At + PendingFor)
                : progress.Awaiting(MailKey.Reminder, sent.At + ReminderAfter);
        }

        if (sent.Mail == MailKey.Reminder)
        {
            return progress.Awaiting(MailKey.Expire, sent.At + (PendingFor - ReminderAfter));
        }

        if (sent.Mail == MailKey.AlreadySubscribed)
        {
            return progress.LessonDueAt is { } then ? LessonAt(progress, then) : progress.Ended();
        }

        return LessonAt(progress, NextLesson(sent.At, schedule, now));
    }

    // The subscriber moved the schedule while the mail was on its way: the day asked for stays, unless it is too close.
    private static Instant NextLesson(Instant planned, DailySchedule schedule, Instant now) =>
        planned >= now + DailySchedule.MinimumGap ? planned : schedule.NextDay(planned, now);
}
