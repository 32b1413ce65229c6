using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Settles what earlier runs left in the ledger.</summary>
internal sealed class OpenBatches(
    DueRowReader rows,
    BatchStore ledger,
    Advance advance,
    Outbox outbox,
    MailPlan plan,
    CourseMetrics metrics,
    IClock clock
)
{
    /// <returns>Why the run must end, or <see langword="null"/> to go on.</returns>
    public async Task<Halt?> SettleAsync(RunState run, CancellationToken cancellationToken)
    {
        foreach (var batch in await ledger.OpenAsync(run.Shard, cancellationToken))
        {
            if (await SettleAsync(batch, run, cancellationToken) is { } halt)
            {
                return halt;
            }
        }

        return null;
    }

    private async Task<Halt?> SettleAsync(Batch batch, RunState run, CancellationToken cancellationToken)
    {
        if (batch.State == BatchState.Accepted)
        {
            run.DueAtOnce |= await advance.RunAsync(batch, await rows.OfAsync(batch, cancellationToken), cancellationToken);
            return null;
        }

        metrics.StillUnknown(batch.Mail, clock.GetCurrentInstant() - batch.StartedAt);
        if (clock.GetCurrentInstant() - batch.Since >= DeliveryRules.ResendAfter)
        {
            return await SendAgainAsync(batch, run, cancellationToken);
        }

        run.Reserved.UnionWith(batch.Members);
        return null;
    }

    // Whoever stopped, moved or waited too long in the meantime is no longer part of it, and is planned like everybody else.
    private async Task<Halt?> SendAgainAsync(Batch batch, RunState run, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var waiting = (await rows.OfAsync(batch, cancellationToken))
            .Where(due => !due.IsTooLate(now) && !plan.HasLost(due.Due.Mail))
            .ToList();
        if (waiting.Count > 0)
        {
            return await outbox.SendAsync(batch.Again(waiting, now), waiting, run, cancellationToken);
        }

        if (await ledger.WithdrawAsync(batch, cancellationToken) is { } accepted)
        {
            run.DueAtOnce |= await advance.RunAsync(accepted, [], cancellationToken);
        }

        return null;
    }
}
