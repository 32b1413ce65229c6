using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Finishes the batches that earlier runs left open: accepted ones are recorded, and those without a known outcome are sent again
/// after <see cref="DeliveryRules.ResendAfter"/> without an event.
/// </summary>
internal sealed class BatchRecovery(
    ShardRun run,
    BatchStore batches,
    ShardWorkReader work,
    BatchSender sender,
    Func<Batch, BatchRecorder> recorderOf,
    MailPlan plan,
    ConfirmMailCheck check,
    CourseMetrics metrics,
    IClock clock
)
{
    public async Task<RunResult> RecoverAsync()
    {
        foreach (var batch in run.Work.Open)
        {
            if (run.MayGoOn() is RunResult.Stopped over)
            {
                return over;
            }

            if (await RecoverAsync(batch) is RunResult.Stopped stopped)
            {
                return stopped;
            }
        }

        return RunResult.Continue;
    }

    private async Task<RunResult> RecoverAsync(Batch batch)
    {
        if (batch.State == BatchState.Accepted)
        {
            await recorderOf(batch).RecordAsync(await work.ReadMembersAsync(batch, CancellationToken.None));
            return RunResult.Continue;
        }

        metrics.StillUnknown(batch.Mail, clock.GetCurrentInstant() - batch.FirstSentAt);
        if (!run.IsBraked && clock.GetCurrentInstant() - batch.LastSentAt >= DeliveryRules.ResendAfter)
        {
            return await ResendAsync(batch);
        }

        run.Reserve(batch);
        return RunResult.Continue;
    }

    // Whoever stopped, changed something or waited too long meanwhile is no longer part of it, and is planned like everybody
    // else.
    private async Task<RunResult> ResendAsync(Batch batch)
    {
        var now = clock.GetCurrentInstant();
        var waiting = new List<DueRow>();
        foreach (var due in await work.ReadMembersAsync(batch, CancellationToken.None))
        {
            if (!due.IsTooLate(now) && !plan.IsRemoved(due.Mail) && !await check.DropIfUnwantedAsync(due))
            {
                waiting.Add(due);
            }
        }

        if (waiting.Count > 0)
        {
            return await sender.SendAsync(batch.NextAttempt(waiting, now), waiting);
        }

        if (await batches.WithdrawAsync(batch, CancellationToken.None) is { } accepted)
        {
            await recorderOf(accepted).RecordAsync([]);
        }

        return RunResult.Continue;
    }
}
