using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.SendGridWebhook;

/// <summary>
/// Verifies that a webhook call comes from SendGrid and is no replay of an old one: ECDSA (P-256, SHA-256, DER) over the
/// timestamp header and the raw body. Source:
/// https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features.
/// </summary>
internal sealed class WebhookSignatureVerifier(IOptions<EmailCourseOptions> options, IClock clock)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>
    /// SendGrid tries to deliver an event for 24 hours and does not say that it signs each try anew. Within that time a replay
    /// changes nothing, since every event may come any number of times.
    /// </summary>
    public static readonly Duration Freshness = Duration.FromHours(25);

    private static readonly Duration Skew = Duration.FromMinutes(10);

    public bool Verify(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp) || !IsFresh(timestamp))
        {
            return false;
        }

        var der = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, der, out var count))
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(options.Value.SendGrid.WebhookPublicKey), out _);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        return key.VerifyData(signed, der.AsSpan(0, count), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private bool IsFresh(string timestamp)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var age =
            clock.GetCurrentInstant() - NodaConstants.UnixEpoch - Duration.FromSeconds(Math.Min(seconds, int.MaxValue * 100L));
        return age <= Freshness && age >= -Skew;
    }
}
