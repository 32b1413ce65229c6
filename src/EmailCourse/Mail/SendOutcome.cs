using NodaTime;

namespace EmailCourse.Mail;

/// <summary>The outcome of one call to the mail provider. A closed set, to be matched exhaustively.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The provider accepted the mail for all recipients.</summary>
    public sealed record Accepted : SendOutcome;

    /// <summary>No call was made: nobody is left to send to.</summary>
    public sealed record NothingToSend : SendOutcome;

    /// <summary>No call was made: it could not be known in time who may be sent to.</summary>
    public sealed record NotTried : SendOutcome;

    /// <summary>The provider accepted nothing, because of the recipients at these positions of the request.</summary>
    public sealed record RecipientsRefused(IReadOnlyList<int> Positions, string Reason) : SendOutcome;

    /// <summary>The provider accepted nothing, because of recipients it did not name.</summary>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>The provider accepted nothing, because the request was too large.</summary>
    public sealed record TooLarge : SendOutcome;

    /// <summary>The provider accepted nothing, because of the mail itself. Other mails may be accepted.</summary>
    public sealed record MailRefused(string Reason) : SendOutcome;

    /// <summary>The provider accepted nothing, and will accept nothing until someone fixes the configuration.</summary>
    public sealed record Misconfigured(string Reason) : SendOutcome;

    /// <summary>
    /// The provider accepted nothing and asks to wait this long (HTTP 429). <c>SendOutcomePolicy</c> ends the run, and the shard
    /// is paused.
    /// </summary>
    public sealed record Throttled(Duration Wait) : SendOutcome;

    /// <summary>The provider was not reached and so accepted nothing.</summary>
    public sealed record NotReached(string Reason) : SendOutcome;

    /// <summary>The provider may or may not have accepted the mail.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}
