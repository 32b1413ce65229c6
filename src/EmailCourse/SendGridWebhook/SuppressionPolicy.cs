using EmailCourse.Subscribers;

namespace EmailCourse.SendGridWebhook;

/// <summary>Decides which events suppress the address they are about.</summary>
internal static class SuppressionPolicy
{
    // A drop for one of these reasons is about the account or the mail, not about the address.
    private static readonly string[] NotTheAddress =
    [
        "Recipient List over Package Quota",
        "Invalid SMTPAPI header",
        "Spam Content",
    ];

    /// <summary>Gives the reason to suppress the address; <see langword="null"/> if there is none.</summary>
    public static string? ReasonFor(SendGridEvent sendGridEvent) =>
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
