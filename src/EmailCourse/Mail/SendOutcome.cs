using NodaTime;

namespace EmailCourse.Mail;

/// <summary>What one call to the mail provider came to: a closed set, to be matched exhaustively.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The provider took all of it.</summary>
    public sealed record Accepted : SendOutcome;

    /// <summary>No call was made: nobody is left to send to.</summary>
    public sealed record NothingToSend : SendOutcome;

    /// <summary>The provider took none of it because of the recipients at these positions.</summary>
    public sealed record RecipientsRefused(IReadOnlyList<int> Positions, string Reason) : SendOutcome;

    /// <summary>The provider took none of it and did not say because of whom.</summary>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>The provider took none of it because it was too large.</summary>
    public sealed record TooLarge : SendOutcome;

    /// <summary>The provider took none of it because of the mail itself; other mails may fare better.</summary>
    public sealed record MailRefused(string Reason) : SendOutcome;

    /// <summary>The provider took none of it and takes nothing else before someone mends the configuration.</summary>
    public sealed record Misconfigured(string Reason) : SendOutcome;

    /// <summary>The provider took none of it yet; it asks for a pause.</summary>
    public sealed record Throttled(Duration Wait) : SendOutcome;

    /// <summary>The provider was not reached, so it took nothing.</summary>
    public sealed record NotReached(string Reason) : SendOutcome;

    /// <summary>The provider may or may not have taken it.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}
