using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EmailCourse.SendGridWebhook;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Tests.Engine;

/// <summary>SendGrid's webhook, as SendGrid calls it.</summary>
internal static class Webhook
{
    /// <summary>Posts signed events.</summary>
    public static Task<DefaultHttpContext> PostEventsAsync(this TestEngine engine, string json) =>
        engine.PostEventsAsync(json, Signature(json, Timestamp(engine.Clock.Now)), Timestamp(engine.Clock.Now));

    /// <summary>Posts whatever the test says.</summary>
    public static Task<DefaultHttpContext> PostEventsAsync(
        this TestEngine engine,
        string body,
        string? signature,
        string? timestamp
    ) =>
        engine.CallAsync(
            "SendGridEvents",
            context =>
            {
                context.Request.ContentType = "application/json";
                context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
                context.Request.Headers[WebhookSignatureVerifier.SignatureHeader] = signature;
                context.Request.Headers[WebhookSignatureVerifier.TimestampHeader] = timestamp;
            }
        );

    public static string Timestamp(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Signature(string body, string timestamp, ECDsa? key = null) =>
        Convert.ToBase64String(
            (key ?? TestEngine.WebhookKey).SignData(
                Encoding.UTF8.GetBytes(timestamp + body),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );
}
