using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Sends everything that is due in the shard of one run, after finishing what earlier runs left open.</summary>
internal sealed class ShardDelivery(
    ShardRun run,
    BatchRecovery recovery,
    DueRowReader dueRows,
    BatchSender sender,
    SubscriberStore subscribers,
    Expire expire,
    MailPlan plan,
    CourseMetrics metrics,
    IClock clock
)
{
    /// <exception cref="LeaseLostException">Another run owns the shard, or storage is too slow to be sure that none
    /// does.</exception>
    public async Task<RunResult> DeliverAsync()
    {
        if (await recovery.RecoverAsync() is RunResult.Stopped stopped)
        {
            return stopped;
        }

        await foreach (var page in dueRows.ReadUpToAsync(run.Shard, run.StartedAt, run.CancellationToken))
        {
            if (await DeliverAsync(page) is RunResult.Stopped early)
            {
                return early;
            }

            if (run.IsOutOfTime)
            {
                run.RequestAnotherRun();
                break;
            }
        }

        return RunResult.Continue;
    }

    private async Task<RunResult> DeliverAsync(IEnumerable<DueRow> page)
    {
        var now = clock.GetCurrentInstant();
        var mails = new List<DueRow>();
        foreach (var due in page.Where(due => !run.IsReserved(due.Id)))
        {
            if (due.Mail == MailKey.Expire)
            {
                await expire.HandleAsync(due.Id, run.CancellationToken);
            }
            else if (plan.HasLost(due.Mail) || due.IsTooLate(now))
            {
                await PlanAgainAsync(due, now);
            }
            else
            {
                mails.Add(due);
            }
        }

        foreach (var group in mails.GroupBy(due => due.Mail))
        {
            if (await sender.SendAsync([.. group]) is RunResult.Stopped stopped)
            {
                return stopped;
            }
        }

        return RunResult.Continue;
    }

    // From the subscriber's own list and not from the due row: the lesson may be gone, and the chosen hour has passed.
    private async Task PlanAgainAsync(DueRow due, Instant now)
    {
        var change = await subscribers.UpdateAsync(due.Id, current => PlanAgain(current, due, now), run.CancellationToken);
        if (change is { Counts.Count: > 0 })
        {
            metrics.Postponed(due.Mail);
        }

        run.RequestAnotherRunIfDue(change?.After?.Progress.Due?.At);
    }

    private SubscriberChange? PlanAgain(Subscriber? current, DueRow due, Instant now)
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
        return new SubscriberChange(after) { Topic = due.Mail.Value, Counts = isLate ? [Counters.Late] : [] };
    }
}
