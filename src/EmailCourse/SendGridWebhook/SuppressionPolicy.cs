using EmailCourse.Subscribers;

namespace EmailCourse.SendGridWebhook;

/// <summary>What each event means for the address it is about.</summary>
internal static class SuppressionPolicy
{
    // A drop for one of these reasons says something about our account or our mail, not about the address.
    private static readonly string[] NotTheAddress =
    [
        "Recipient List over Package Quota",
        "Invalid SMTPAPI header",
        "Spam Content",
    ];

    /// <summary>Why the address must not be mailed again, or <see langword="null"/> when it may.</summary>
    public static string? Suppression(SendGridEvent sendGridEvent) =>
        sendGridEvent.Kind switch
        {
            "bounce" when sendGridEvent.Type != "blocked" => SuppressionReason.Bounced,
            "dropped" when !IsOurs(sendGridEvent.Reason) => SuppressionReason.Dropped,
            "spamreport" => SuppressionReason.Complained,
            _ => null,
        };

    private static bool IsOurs(string? reason) =>
        NotTheAddress.Any(ours => reason?.StartsWith(ours, StringComparison.OrdinalIgnoreCase) == true);
}
