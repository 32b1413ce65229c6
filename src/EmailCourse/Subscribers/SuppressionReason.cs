namespace EmailCourse.Subscribers;

/// <summary>Why an address must not be mailed again.</summary>
internal static class SuppressionReason
{
    public const string Invalid = "invalid";
    public const string Bounced = "bounced";
    public const string Dropped = "dropped";
    public const string Complained = "complained";

    /// <summary>Its owner said never again, or stopped before anything was confirmed.</summary>
    public const string Refused = "refused";

    /// <summary>Its owner had everything erased.</summary>
    public const string Erased = "erased";
}
