using EmailCourse.Mail;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Hands one batch over: the intent first, then the call, then what its outcome asks for.</summary>
internal sealed partial class BatchSender(
    Ledger ledger, IMailSender sender, Advance advance, IClock clock, IOptions<EmailCourseOptions> options, ILogger<BatchSender> logger)
{
    private readonly Duration _timeout = Duration.FromTimeSpan(options.Value.SendGrid.Timeout);

    /// <summary>One attempt. Accepted members are advanced; after any other known outcome everybody is due as before.</summary>
    /// <exception cref="LeaseLostException">Another run owns the shard.</exception>
    public async Task<SendOutcome> TryAsync(Batch batch, IReadOnlyList<DueMail> dues, RunState run, CancellationToken cancellationToken)
    {
        var begun = await ledger.BeginAsync(batch, run.Lease, clock.GetCurrentInstant(), cancellationToken);
        var outcome = begun.State == BatchState.Accepted ? new SendOutcome.Accepted() : await CallAsync(begun, dues, run, cancellationToken);
        if (outcome is SendOutcome.Unknown unknown)
        {
            LogUnknown(begun.Id, begun.Shard, begun.Members.Length, unknown.Reason);
            return outcome;
        }

        var accepted = outcome is SendOutcome.Accepted ? begun : await ledger.WithdrawAsync(begun, cancellationToken);
        if (accepted is null)
            return outcome;

        run.Sent += begun.Members.Length;
        run.DueAtOnce |= await advance.RunAsync(accepted, dues, cancellationToken);
        return new SendOutcome.Accepted();
    }

    private Task<SendOutcome> CallAsync(Batch batch, IReadOnlyList<DueMail> dues, RunState run, CancellationToken cancellationToken)
    {
        if (run.Lease.Until - clock.GetCurrentInstant() <= _timeout)
            throw new LeaseLostException(batch.Shard);
        return sender.SendAsync(new Dispatch(batch.Id, batch.Mail, dues), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The answer for batch {Batch} of shard {Shard} ({Count} mails) was lost: {Reason}. Its events or a second sending will settle it.")]
    private partial void LogUnknown(string batch, Storage.ShardKey shard, int count, string reason);
}
