using System.Globalization;
using EmailCourse.Fuzzing.Sites;
using EmailCourse.SendGridWebhook;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Signs a webhook call, well or badly.</summary>
internal static class WebhookHeaders
{
    private static readonly string Now = $"{Inhabitants.Settled.ToUnixTimeSeconds()}";

    public static IEnumerable<Field> Good(byte[] body) => Make(Now, Sign(WebhookSigner.SendGrid, Now, body));

    public static IEnumerable<Field> Bad(byte[] body, Random random)
    {
        var good = Sign(WebhookSigner.SendGrid, Now, body);
        return random.Next(11) switch
        {
            0 => Make(Now, good).Take(1),
            1 => Make(Now, good).Skip(1),
            2 => [],
            3 => Make(Now, Sign(WebhookSigner.Stranger, Now, body)),
            4 => Make(Now, Sign(WebhookSigner.SendGrid, Now, [.. body, (byte)' '])),
            5 => Late(random.Pick([-26, -24, 1, 1_000_000]), body),
            6 => Odd(
                random.Pick(["", "0", "-1", "1e9", "99999999999999999999999", "9223372036854775807", " 1", "\u0661", Now + "\0"]),
                body
            ),
            7 => Make(Now, OddText.Spoil(good, random)),
            8 => Make(Now, Convert.ToBase64String(random.Bytes(random.Pick([0, 1, 64, 70, 5000])))),
            // Zero for both numbers of a signature.
            9 => Make(Now, Convert.ToBase64String([0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00])),
            _ => [.. Make(Now, good), .. Make(Now, good)],
        };
    }

    private static IEnumerable<Field> Late(int hours, byte[] body) =>
        Odd($"{Inhabitants.Settled.ToUnixTimeSeconds() + hours * 3600L}", body);

    // The signature is good, and is of just this timestamp.
    private static IEnumerable<Field> Odd(string timestamp, byte[] body) =>
        Make(timestamp, Sign(WebhookSigner.SendGrid, timestamp, body));

    private static IEnumerable<Field> Make(string timestamp, string signature) =>
        [
            new(WebhookSignatureVerifier.SignatureHeader, signature),
            new(WebhookSignatureVerifier.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture)),
        ];

    private static string Sign(WebhookSigner signer, string timestamp, byte[] body) =>
        Convert.ToBase64String(signer.Sign([.. WireText.ToBytes(timestamp), .. body]));
}
