using EmailCourse.Mail;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Sends one mail to everybody it is due for, and does what each outcome of a call asks for.</summary>
internal sealed partial class Outbox(
    BatchSender sender,
    Suppress suppress,
    IIdGenerator ids,
    IClock clock,
    ILogger<Outbox> logger
)
{
    /// <summary>Sends to 1 to 1,000 due mails of one mail key.</summary>
    /// <returns>Why the run must end, or <see langword="null"/> to go on.</returns>
    public Task<Halt?> SendAsync(IReadOnlyList<DueRow> dues, RunState run, CancellationToken cancellationToken) =>
        SendAsync(NewBatch(dues), dues, run, cancellationToken);

    /// <summary>The same under the id of a batch begun before.</summary>
    public async Task<Halt?> SendAsync(Batch batch, IReadOnlyList<DueRow> dues, RunState run, CancellationToken cancellationToken)
    {
        var outcome = await sender.TryAsync(batch, dues, run, cancellationToken);
        return outcome switch
        {
            SendOutcome.Accepted => null,
            SendOutcome.RecipientsRefused refused => await WithoutAsync(refused, dues, run, cancellationToken),
            SendOutcome.Refused when dues.Count == 1 => await SuppressAsync(dues, cancellationToken),
            SendOutcome.Refused refused => await IsolateAsync(refused, dues, run, cancellationToken),
            SendOutcome.TooLarge when dues.Count > 1 => await SendHalvesAsync(dues, run, cancellationToken),
            _ => HaltFor(outcome),
        };
    }

    // A mail that is refused as such holds up nobody who waits for another.
    private Halt? HaltFor(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Throttled throttled:
                LogThrottled(throttled.Wait);
                return new Halt(clock.GetCurrentInstant() + throttled.Wait);
            case SendOutcome.NotReached notReached:
                LogNotReached(notReached.Reason);
                return new Halt();
            case SendOutcome.Unknown:
                return new Halt();
            case SendOutcome.Misconfigured misconfigured:
                LogMisconfigured(misconfigured.Reason);
                return new Halt();
            case SendOutcome.MailRefused refused:
                LogMailRefused(refused.Reason);
                return null;
            case SendOutcome.TooLarge:
                LogMailRefused("one mail alone is too large");
                return null;
            default:
                throw new InvalidOperationException($"{outcome} does not end a run.");
        }
    }

    private Batch NewBatch(IReadOnlyList<DueRow> dues) => Batch.Of(ids.NewId(), dues, clock.GetCurrentInstant());

    private async Task<Halt?> WithoutAsync(
        SendOutcome.RecipientsRefused refused,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    )
    {
        var positions = refused.Positions.ToHashSet();
        var rest = dues.Where((_, position) => !positions.Contains(position)).ToList();
        if (rest.Count == dues.Count)
        {
            return HaltFor(new SendOutcome.MailRefused("a recipient is blamed who is not in it"));
        }

        await SuppressAsync(dues.Where((_, position) => positions.Contains(position)), cancellationToken);
        return rest.Count == 0 ? null : await SendAsync(rest, run, cancellationToken);
    }

    private async Task<Halt?> SendHalvesAsync(IReadOnlyList<DueRow> dues, RunState run, CancellationToken cancellationToken)
    {
        foreach (var half in dues.Chunk((dues.Count + 1) / 2))
        {
            if (await SendAsync(half, run, cancellationToken) is { } halt)
            {
                return halt;
            }
        }

        return null;
    }

    private async Task<Halt?> IsolateAsync(
        SendOutcome.Refused refused,
        IReadOnlyList<DueRow> dues,
        RunState run,
        CancellationToken cancellationToken
    )
    {
        var search = new CulpritSearch(some => sender.TryAsync(NewBatch(some), some, run, cancellationToken));
        var interruption = await search.RunAsync(dues);
        await SuppressAsync(search.Culprits, cancellationToken);
        if (search.IsTheMailItself)
        {
            return HaltFor(new SendOutcome.MailRefused($"for every recipient alike: {refused.Reason}"));
        }

        return interruption is null ? null : HaltFor(interruption);
    }

    private async Task<Halt?> SuppressAsync(IEnumerable<DueRow> invalid, CancellationToken cancellationToken)
    {
        foreach (var due in invalid)
        {
            LogInvalid(due.Id);
            await suppress.HandleAsync(due.Id, SuppressionReason.Invalid, cancellationToken);
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "The provider refuses the address of {Subscriber}; it is suppressed as invalid.")]
    private partial void LogInvalid(SubscriberId subscriber);

    [LoggerMessage(LogLevel.Warning, "The provider asks for a pause of {Wait}.")]
    private partial void LogThrottled(Duration wait);

    [LoggerMessage(LogLevel.Warning, "The provider was not reached: {Reason}. The mails stay due.")]
    private partial void LogNotReached(string reason);

    [LoggerMessage(LogLevel.Critical, "The provider refuses one of our mails: {Reason}. It stays due until it is mended.")]
    private partial void LogMailRefused(string reason);

    [LoggerMessage(
        LogLevel.Critical,
        "The provider refuses us: {Reason}. Everything stays due until the API key or the account is mended."
    )]
    private partial void LogMisconfigured(string reason);
}
