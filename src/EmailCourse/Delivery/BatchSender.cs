using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Hands one batch over: the intent first, then the call, then what its outcome asks for.</summary>
internal sealed partial class BatchSender(
    BatchOpening opening,
    BatchStore ledger,
    IMailSender sender,
    Advance advance,
    CourseMetrics metrics,
    IClock clock,
    ILogger<BatchSender> logger
)
{
    /// <summary>One attempt. Accepted members are advanced; after any other known outcome everybody is due as before.</summary>
    /// <exception cref="LeaseLostException">Another run owns the shard, or this one is too slow to be sure that none does.</exception>
    public async Task<SendOutcome> TryAsync(
        Batch batch,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    )
    {
        using var trace = CourseTraces.Batch(batch.Id, batch.Mail, batch.Attempt, dues.Count);
        var outcome = await HandOverAsync(batch, dues, run, cancellationToken);
        trace.EndedWith(outcome.GetType().Name, outcome is SendOutcome.Accepted);
        return outcome;
    }

    private async Task<SendOutcome> HandOverAsync(
        Batch batch,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    )
    {
        (batch, dues) = await opening.BeginAsync(batch, dues, run.Lease, cancellationToken);
        if (batch.State == BatchState.Accepted)
        {
            return await AcceptedAsync(batch, dues, run, cancellationToken);
        }

        if (dues.Count == 0)
        {
            return await WithdrawnAsync(batch, new SendOutcome.Accepted(), dues, run, cancellationToken);
        }

        metrics.HandedOver(batch.Mail, dues.Count);
        var outcome = await sender.SendAsync(new SendRequest(batch.Id, batch.Mail, dues), cancellationToken);
        return outcome switch
        {
            SendOutcome.Accepted => await AcceptedAsync(batch, dues, run, cancellationToken),
            SendOutcome.Unknown unknown => Lost(batch, unknown),
            SendOutcome.Throttled or SendOutcome.NotReached or SendOutcome.Misconfigured when batch.Attempt > 1 =>
                await UnlessAcceptedAsync(ledger.PutBackAsync(batch, cancellationToken), outcome, dues, run, cancellationToken),
            _ => await WithdrawnAsync(batch, outcome, dues, run, cancellationToken),
        };
    }

    private async Task<SendOutcome> AcceptedAsync(
        Batch batch,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetCurrentInstant();
        if (dues.Count > 0)
        {
            metrics.Sent(batch.Mail, [.. dues.Select(due => now - due.Due.At)]);
        }

        run.Sent += dues.Count;
        run.DueAtOnce |= await advance.RunAsync(batch, dues, cancellationToken);
        return new SendOutcome.Accepted();
    }

    private SendOutcome.Unknown Lost(Batch batch, SendOutcome.Unknown unknown)
    {
        metrics.AnswerLost(batch.Mail);
        LogUnknown(batch.Id, batch.Shard, batch.Members.Length, unknown.Reason);
        return unknown;
    }

    private Task<SendOutcome> WithdrawnAsync(
        Batch batch,
        SendOutcome outcome,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    ) => UnlessAcceptedAsync(ledger.WithdrawAsync(batch, cancellationToken), outcome, dues, run, cancellationToken);

    // The provider's events have the last word: if they tell of the batch, it was accepted whatever the answer said.
    private async Task<SendOutcome> UnlessAcceptedAsync(
        Task<Batch?> takenBack,
        SendOutcome outcome,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    ) => await takenBack is { } accepted ? await AcceptedAsync(accepted, dues, run, cancellationToken) : outcome;

    [LoggerMessage(
        LogLevel.Warning,
        "The answer for batch {Batch} of shard {Shard} ({Count} mails) was lost: {Reason}. Its events or a second sending will settle it."
    )]
    private partial void LogUnknown(string batch, ShardKey shard, int count, string reason);
}
