using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Plans a due lesson again that is too late, or that has left the course, instead of sending it.</summary>
internal sealed class LessonReplanner(SubscriberStore subscribers, MailPlan plan, CourseMetrics metrics)
{
    /// <summary>
    /// Moves a lesson that is too late to the subscriber's next hour, and replaces one that has left the course by the next.
    /// </summary>
    /// <returns>When the subscriber's next mail is due now; <see langword="null"/> if none is or nothing was changed.</returns>
    public async Task<Instant?> ReplanAsync(DueRow due, Instant now, CancellationToken cancellationToken)
    {
        var change = await subscribers.UpdateAsync(due.Id, current => Decide(current, due, now), cancellationToken);
        if (change is { Counts.Count: > 0 })
        {
            metrics.Postponed(due.Mail);
        }

        return change?.After?.Progress.Due?.At;
    }

    // From the subscriber's own list and not from the due row: the lesson may be gone, and the chosen hour has passed.
    private SubscriberChange? Decide(Subscriber? current, DueRow due, Instant now)
    {
        if (current?.Progress.Due != due.Due)
        {
            return null;
        }

        var isLate = due.IsTooLate(now);
        var progress = due.Mail.IsRepeat
            ? plan.AfterExtra(current.Progress)
            : plan.LessonAt(current.Progress, isLate ? current.Recipient.Schedule.NextHour(now) : due.Due.At);
        var completes = progress.Due is null && (due.Mail.IsLesson || current.State == SubscriberState.Active);
        var after = current with { Progress = progress, State = completes ? SubscriberState.Completed : current.State };
        return new SubscriberChange(after) { Topic = due.Mail.Value, Counts = isLate ? [CounterNames.Late] : [] };
    }
}
