using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Does what one page of due rows asks for.</summary>
internal sealed class DuePage(
    Outbox outbox,
    SubscriberStore subscribers,
    Expire expire,
    MailPlan plan,
    CourseMetrics metrics,
    IClock clock
)
{
    /// <returns>Why the run must end, or <see langword="null"/> to go on.</returns>
    public async Task<Halt?> DeliverAsync(IEnumerable<DueRow> page, RunState run, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var mails = new List<DueRow>();
        foreach (var due in page.Where(due => !run.Reserved.Contains(due.Id)))
        {
            if (due.Due.Mail == MailKey.Expire)
            {
                await expire.HandleAsync(due.Id, cancellationToken);
            }
            else if (plan.HasLost(due.Due.Mail) || due.IsTooLate(now))
            {
                run.DueAtOnce |= await PlanAnewAsync(due, now, cancellationToken);
            }
            else
            {
                mails.Add(due);
            }
        }

        foreach (var group in mails.GroupBy(due => due.Due.Mail))
        {
            if (await outbox.SendAsync([.. group], run, cancellationToken) is { } halt)
            {
                return halt;
            }
        }

        return null;
    }

    // From the subscriber's own list, not from the due row: the lesson may be gone, and the learner's hour has passed.
    private async Task<bool> PlanAnewAsync(DueRow due, Instant now, CancellationToken cancellationToken)
    {
        var change = await subscribers.UpdateAsync(due.Id, Decide, cancellationToken);
        if (change is { Counts.Count: > 0 })
        {
            metrics.Postponed(due.Due.Mail);
        }

        return change?.After?.Progress.Due?.At <= now;

        SubscriberChange? Decide(Subscriber? current)
        {
            if (current?.Progress.Due != due.Due)
            {
                return null;
            }

            var isLate = due.IsTooLate(now);
            var at = isLate ? current.Recipient.Schedule.NextHour(now) : due.Due.At;
            var progress = plan.LessonAt(current.Progress, at);
            var after = current with
            {
                Progress = progress,
                State = progress.Due is null ? SubscriberState.Completed : current.State,
            };
            return new SubscriberChange(after) { Topic = due.Due.Mail.Value, Counts = isLate ? [Counters.Late] : [] };
        }
    }
}
