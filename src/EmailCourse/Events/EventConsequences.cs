using EmailCourse.Subscribers;

namespace EmailCourse.Events;

/// <summary>What each event means for the address it is about.</summary>
internal static class EventConsequences
{
    // A drop for one of these reasons says something about our account or our mail, not about the address.
    private static readonly string[] NotTheAddress = ["Recipient List over Package Quota", "Invalid SMTPAPI header", "Spam Content"];

    /// <summary>Why the address must not be mailed again, or <see langword="null"/> when it may.</summary>
    public static string? Suppression(MailEvent mailEvent) => mailEvent.Kind switch
    {
        "bounce" when mailEvent.Type != "blocked" => SuppressionReason.Bounced,
        "dropped" when !IsOurs(mailEvent.Reason) => SuppressionReason.Dropped,
        "spamreport" => SuppressionReason.Complained,
        _ => null,
    };

    private static bool IsOurs(string? reason) =>
        NotTheAddress.Any(ours => reason?.StartsWith(ours, StringComparison.OrdinalIgnoreCase) == true);
}
