using EmailCourse.Mail;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What an outcome of a call means for the run when its recipients are not to blame.</summary>
internal sealed partial class SendOutcomePolicy(CourseMetrics metrics, IClock clock, ILogger<SendOutcomePolicy> logger)
{
    /// <summary>
    /// Goes on where only this mail is refused, so that it holds up nobody who waits for another; otherwise ends the run. After
    /// HTTP 429 the shard is left alone for as long as SendGrid asked, and for a while where storage is too slow.
    /// </summary>
    public RunResult ResultOf(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Throttled throttled:
                LogThrottled(throttled.Wait);
                return new RunResult.Stopped("throttled", clock.GetCurrentInstant() + throttled.Wait);
            case SendOutcome.NotTried:
                LogSlow();
                return new RunResult.Stopped("storage too slow", clock.GetCurrentInstant() + DeliveryRules.SlowRetry);
            case SendOutcome.NotReached notReached:
                LogNotReached(notReached.Reason);
                return new RunResult.Stopped("not reached");
            case SendOutcome.Unknown:
                return new RunResult.Stopped("answer lost");
            case SendOutcome.Misconfigured misconfigured:
                metrics.ProviderRefuses("account");
                LogMisconfigured(misconfigured.Reason);
                return new RunResult.Stopped("misconfigured");
            case SendOutcome.MailRefused refused:
                metrics.ProviderRefuses("mail");
                LogMailRefused(refused.Reason);
                return RunResult.Continue;
            case SendOutcome.TooLarge:
                metrics.ProviderRefuses("mail");
                LogMailRefused("one mail alone is too large");
                return RunResult.Continue;
            default:
                throw new InvalidOperationException($"Nothing is decided for {outcome}.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "SendGrid asks for a pause of {Wait}.")]
    private partial void LogThrottled(Duration wait);

    [LoggerMessage(
        LogLevel.Warning,
        "Storage is too slow to be sure who may be sent to. The mails stay due; their shard is asked again after half a minute."
    )]
    private partial void LogSlow();

    [LoggerMessage(LogLevel.Warning, "SendGrid was not reached: {Reason}. The mails stay due.")]
    private partial void LogNotReached(string reason);

    [LoggerMessage(LogLevel.Critical, "SendGrid refuses one of our mails: {Reason}. This mail stays due until it is fixed.")]
    private partial void LogMailRefused(string reason);

    [LoggerMessage(
        LogLevel.Critical,
        "SendGrid refuses us: {Reason}. Everything stays due until the API key or the account is fixed."
    )]
    private partial void LogMisconfigured(string reason);
}
