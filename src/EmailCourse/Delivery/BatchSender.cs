using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Sends one mail to everybody it is due for: writes the intent, calls SendGrid, and does what the outcome of the call asks for
/// about its recipients. What it means for the run says <see cref="SendOutcomePolicy"/>.
/// </summary>
internal sealed partial class BatchSender(
    ShardRun run,
    BatchOpener opener,
    BatchStore batches,
    IMailSender mail,
    Func<Batch, BatchRecorder> recorderOf,
    Suppress suppress,
    WarmUpStore warmUp,
    CallCounter calls,
    SendOutcomePolicy outcomes,
    CourseMetrics metrics,
    IIdGenerator ids,
    IClock clock,
    ILogger<BatchSender> logger
)
{
    /// <summary>Sends 1 to 1,000 due mails of one mail key as a new batch.</summary>
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public Task<RunResult> SendAsync(IReadOnlyList<DueRow> dues) => SendAsync(NewBatch(dues), dues);

    /// <summary>Sends a batch that was begun before once more, under its id.</summary>
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public async Task<RunResult> SendAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        if (run.MayGoOn() is RunResult.Stopped over)
        {
            return over;
        }

        var attempt = await TryAsync(batch, dues);
        return attempt.Outcome switch
        {
            SendOutcome.Accepted or SendOutcome.NothingToSend => RunResult.Continue,
            SendOutcome.RecipientsRefused refused => await SuppressAndSendRestAsync(attempt, refused),
            SendOutcome.Refused when attempt.SentTo.Count == 1 => await SuppressAsync(attempt.SentTo),
            SendOutcome.Refused refused => await SearchCulpritsAsync(attempt, refused),
            SendOutcome.TooLarge when attempt.SentTo.Count > 1 => await SendHalvesAsync(attempt.SentTo),
            var outcome => outcomes.ResultOf(outcome),
        };
    }

    private Batch NewBatch(IReadOnlyList<DueRow> dues) => Batch.Create(ids.NewId(), dues, clock.GetCurrentInstant());

    private async Task<RunResult> SuppressAndSendRestAsync(SendAttempt attempt, SendOutcome.RecipientsRefused refused)
    {
        var (named, rest) = attempt.Divide(refused);
        if (named.Count == 0)
        {
            return outcomes.ResultOf(new SendOutcome.MailRefused("a recipient is blamed who is not in it"));
        }

        await SuppressAsync(named);
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

    private async Task<RunResult> SearchCulpritsAsync(SendAttempt attempt, SendOutcome.Refused refused)
    {
        var search = new CulpritSearch(some => TryAsync(NewBatch(some), some));
        var interruption = await search.RunAsync(attempt.SentTo);
        await SuppressAsync(search.Culprits);
        if (search.IsTheMailItself)
        {
            return outcomes.ResultOf(new SendOutcome.MailRefused($"for every recipient alike: {refused.Reason}"));
        }

        return interruption is null ? RunResult.Continue : outcomes.ResultOf(interruption);
    }

    private async Task<RunResult> SuppressAsync(IEnumerable<DueRow> invalid)
    {
        foreach (var due in invalid)
        {
            LogInvalid(due.Id);
            await suppress.HandleAsync(due.Id, SuppressionReason.Invalid, CancellationToken.None);
        }

        return RunResult.Continue;
    }

    private async Task<SendAttempt> TryAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        mail.Prepare(batch.Mail);
        var places = await warmUp.TakeAsync(batch.Mail, dues.Count, CancellationToken.None);
        if (places.Count == dues.Count)
        {
            return await TryAsync(batch, dues, places);
        }

        if (batch.Attempt > 1)
        {
            // As it is or not at all: nobody leaves an open batch before its outcome is known.
            await warmUp.GiveBackAsync(places, places.Count, CancellationToken.None);
            run.Reserve(batch);
            return new SendAttempt(new SendOutcome.NothingToSend(), []);
        }

        var oldest = dues.Take(places.Count).ToList();
        return oldest.Count == 0
            ? new SendAttempt(new SendOutcome.NothingToSend(), [])
            : await TryAsync(batch.LimitedTo(oldest), oldest, places);
    }

    private async Task<SendAttempt> TryAsync(Batch batch, IReadOnlyList<DueRow> dues, WarmUpPlaces places)
    {
        using var trace = CourseTraces.Batch(batch.Id, batch.Mail, batch.Attempt, dues.Count);
        var opened = await OpenAsync(batch, dues, places);
        var outcome = await SendAsync(opened with { MayBeSent = opened.MayBeSent && warmUp.AreValid(places) });
        trace.EndedWith(outcome.GetType().Name, outcome is SendOutcome.Accepted or SendOutcome.NothingToSend);
        var used = outcome is SendOutcome.Accepted or SendOutcome.Unknown ? opened.Dues.Count : 0;
        await warmUp.GiveBackAsync(places, places.Count - used, CancellationToken.None);
        await calls.CountAsync(outcome);
        return new SendAttempt(outcome, opened.Dues);
    }

    // Nobody has been called yet: a run that is tried again must not use up the day.
    private async Task<OpenedBatch> OpenAsync(Batch batch, IReadOnlyList<DueRow> dues, WarmUpPlaces places)
    {
        try
        {
            return await opener.OpenAsync(batch, dues);
        }
        catch
        {
            await warmUp.GiveBackAsync(places, places.Count, CancellationToken.None);
            throw;
        }
    }

    private async Task<SendOutcome> SendAsync(OpenedBatch opened)
    {
        var (batch, dues) = (opened.Batch, opened.Dues);
        if (batch.State == BatchState.Accepted)
        {
            return await RecordAsync(batch, dues);
        }

        var outcome = await CallAsync(opened);
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
            batch.Attempt > 1
            && outcome is SendOutcome.NotTried or SendOutcome.Throttled or SendOutcome.NotReached or SendOutcome.Misconfigured;
        var accepted = earlierAttemptIsUnknown
            ? await batches.KeepOpenAsync(batch, CancellationToken.None)
            : await batches.WithdrawAsync(batch, CancellationToken.None);
        return accepted is null ? outcome : await RecordAsync(accepted, dues);
    }

    private async Task<SendOutcome> CallAsync(OpenedBatch opened)
    {
        if (opened.Dues.Count == 0)
        {
            return new SendOutcome.NothingToSend();
        }

        if (!opened.MayBeSent)
        {
            return new SendOutcome.NotTried();
        }

        metrics.Submitted(opened.Batch.Mail, opened.Dues.Count);
        var request = new SendRequest(opened.Batch.Id, opened.Batch.Mail, opened.Dues);
        return await mail.SendAsync(request, CancellationToken.None);
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

    [LoggerMessage(
        LogLevel.Warning,
        "The answer for batch {Batch} of shard {Shard} ({Count} mails) was lost: {Reason}. An event or another attempt tells."
    )]
    private partial void LogUnknown(string batch, ShardKey shard, int count, string reason);
}
