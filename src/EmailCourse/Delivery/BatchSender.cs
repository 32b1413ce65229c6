using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Sends one mail to everybody it is due for: writes the intent, calls SendGrid, and does what the outcome of the call asks for.
/// This is the only place that decides it.
/// </summary>
internal sealed partial class BatchSender(
    ShardRun run,
    BatchOpener opener,
    BatchStore batches,
    IMailSender mail,
    Func<Batch, BatchRecorder> recorderOf,
    Suppress suppress,
    CourseMetrics metrics,
    IIdGenerator ids,
    IClock clock,
    ILogger<BatchSender> logger
)
{
    /// <summary>Sends 1 to 1,000 due mails of one mail key as a new batch.</summary>
    /// <exception cref="LeaseLostException">Another run owns the shard, or storage is too slow to be sure that none
    /// does.</exception>
    public Task<RunResult> SendAsync(IReadOnlyList<DueRow> dues) => SendAsync(NewBatch(dues), dues);

    /// <summary>Sends a batch that was begun before once more, under its id.</summary>
    /// <exception cref="LeaseLostException">Another run owns the shard, or storage is too slow to be sure that none
    /// does.</exception>
    public async Task<RunResult> SendAsync(Batch batch, IReadOnlyList<DueRow> dues) =>
        await TryAsync(batch, dues) switch
        {
            SendOutcome.Accepted or SendOutcome.NothingToSend => RunResult.Continue,
            SendOutcome.RecipientsRefused refused => await SuppressAndSendRestAsync(refused, dues),
            SendOutcome.Refused when dues.Count == 1 => await SuppressAsync(dues),
            SendOutcome.Refused refused => await SearchCulpritsAsync(refused, dues),
            SendOutcome.TooLarge when dues.Count > 1 => await SendHalvesAsync(dues),
            var outcome => ResultOf(outcome),
        };

    // A mail that is refused as such holds up nobody who waits for another.
    private RunResult ResultOf(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Throttled throttled:
                LogThrottled(throttled.Wait);
                return new RunResult.Stopped("throttled", clock.GetCurrentInstant() + throttled.Wait);
            case SendOutcome.NotReached notReached:
                LogNotReached(notReached.Reason);
                return new RunResult.Stopped("not reached");
            case SendOutcome.Unknown:
                return new RunResult.Stopped("answer lost");
            case SendOutcome.Misconfigured misconfigured:
                LogMisconfigured(misconfigured.Reason);
                return new RunResult.Stopped("misconfigured");
            case SendOutcome.MailRefused refused:
                LogMailRefused(refused.Reason);
                return RunResult.Continue;
            case SendOutcome.TooLarge:
                LogMailRefused("one mail alone is too large");
                return RunResult.Continue;
            default:
                throw new InvalidOperationException($"Nothing is decided for {outcome}.");
        }
    }

    private Batch NewBatch(IReadOnlyList<DueRow> dues) => Batch.Create(ids.NewId(), dues, clock.GetCurrentInstant());

    private async Task<RunResult> SuppressAndSendRestAsync(SendOutcome.RecipientsRefused refused, IReadOnlyList<DueRow> dues)
    {
        var positions = refused.Positions.ToHashSet();
        var rest = dues.Where((_, position) => !positions.Contains(position)).ToList();
        if (rest.Count == dues.Count)
        {
            return ResultOf(new SendOutcome.MailRefused("a recipient is blamed who is not in it"));
        }

        await SuppressAsync(dues.Where((_, position) => positions.Contains(position)));
        return rest.Count == 0 ? RunResult.Continue : await SendAsync(rest);
    }

    private async Task<RunResult> SendHalvesAsync(IReadOnlyList<DueRow> dues)
    {
        foreach (var half in dues.Chunk((dues.Count + 1) / 2))
        {
            if (await SendAsync(half) is RunResult.Stopped stopped)
            {
                return stopped;
            }
        }

        return RunResult.Continue;
    }

    private async Task<RunResult> SearchCulpritsAsync(SendOutcome.Refused refused, IReadOnlyList<DueRow> dues)
    {
        var search = new CulpritSearch(some => TryAsync(NewBatch(some), some));
        var interruption = await search.RunAsync(dues);
        await SuppressAsync(search.Culprits);
        if (search.IsTheMailItself)
        {
            return ResultOf(new SendOutcome.MailRefused($"for every recipient alike: {refused.Reason}"));
        }

        return interruption is null ? RunResult.Continue : ResultOf(interruption);
    }

    private async Task<RunResult> SuppressAsync(IEnumerable<DueRow> invalid)
    {
        foreach (var due in invalid)
        {
            LogInvalid(due.Id);
            await suppress.HandleAsync(due.Id, SuppressionReason.Invalid, run.CancellationToken);
        }

        return RunResult.Continue;
    }

    private async Task<SendOutcome> TryAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        using var trace = CourseTraces.Batch(batch.Id, batch.Mail, batch.Attempt, dues.Count);
        var outcome = await AttemptAsync(batch, dues);
        trace.EndedWith(outcome.GetType().Name, outcome is SendOutcome.Accepted or SendOutcome.NothingToSend);
        return outcome;
    }

    private async Task<SendOutcome> AttemptAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        (batch, dues) = await opener.OpenAsync(batch, dues);
        if (batch.State == BatchState.Accepted)
        {
            return await RecordAsync(batch, dues);
        }

        var outcome = await CallAsync(batch, dues);
        switch (outcome)
        {
            case SendOutcome.Accepted:
                return await RecordAsync(batch, dues);
            case SendOutcome.Unknown unknown:
                metrics.AnswerLost(batch.Mail);
                LogUnknown(batch.Id, batch.Shard, batch.Members.Length, unknown.Reason);
                return unknown;
        }

        // SendGrid's events have the last word: if they tell of the batch, it was accepted whatever the answer said.
        var earlierAttemptIsUnknown =
            batch.Attempt > 1 && outcome is SendOutcome.Throttled or SendOutcome.NotReached or SendOutcome.Misconfigured;
        var accepted = earlierAttemptIsUnknown
            ? await batches.KeepOpenAsync(batch, run.CancellationToken)
            : await batches.WithdrawAsync(batch, run.CancellationToken);
        return accepted is null ? outcome : await RecordAsync(accepted, dues);
    }

    private async Task<SendOutcome> CallAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        if (dues.Count == 0)
        {
            return new SendOutcome.NothingToSend();
        }

        metrics.Submitted(batch.Mail, dues.Count);
        return await mail.SendAsync(new SendRequest(batch.Id, batch.Mail, dues), run.CancellationToken);
    }

    private async Task<SendOutcome> RecordAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        var now = clock.GetCurrentInstant();
        if (dues.Count > 0)
        {
            metrics.Sent(batch.Mail, [.. dues.Select(due => now - due.Due.At)]);
        }

        run.CountSent(dues.Count);
        await recorderOf(batch).RecordAsync(dues);
        return new SendOutcome.Accepted();
    }

    [LoggerMessage(LogLevel.Warning, "SendGrid refuses the address of {Subscriber}; it is suppressed as invalid.")]
    private partial void LogInvalid(SubscriberId subscriber);

    [LoggerMessage(LogLevel.Warning, "SendGrid asks for a pause of {Wait}.")]
    private partial void LogThrottled(Duration wait);

    [LoggerMessage(LogLevel.Warning, "SendGrid was not reached: {Reason}. The mails stay due.")]
    private partial void LogNotReached(string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "The answer for batch {Batch} of shard {Shard} ({Count} mails) was lost: {Reason}. An event or another attempt tells."
    )]
    private partial void LogUnknown(string batch, ShardKey shard, int count, string reason);

    [LoggerMessage(LogLevel.Critical, "SendGrid refuses one of our mails: {Reason}. This mail stays due until it is fixed.")]
    private partial void LogMailRefused(string reason);

    [LoggerMessage(
        LogLevel.Critical,
        "SendGrid refuses us: {Reason}. Everything stays due until the API key or the account is fixed."
    )]
    private partial void LogMisconfigured(string reason);
}
