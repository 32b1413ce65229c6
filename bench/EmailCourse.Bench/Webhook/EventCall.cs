using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EmailCourse.Bench.Stand;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Bench.Webhook;

/// <summary>A signed call of SendGrid's webhook with 1,000 events <c>delivered</c>.</summary>
internal sealed class EventCall
{
    public const int Events = 1000;

    private static readonly CourseEndpoint Endpoint = CourseEndpoints.All.Single(endpoint => endpoint.Name == "SendGridEvents");

    private readonly string _timestamp;
    private readonly string _signature;

    /// <param name="batches">Of how many batches the events tell.</param>
    public EventCall(int batches, Instant now)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, Events).Select(number => Event(number, batches, now)));
        _timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(_timestamp), .. Body];
        _signature = Convert.ToBase64String(
            BenchEngine.WebhookKey.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
    }

    public byte[] Body { get; }

    public bool IsVerifiedBy(WebhookSignatureVerifier verifier) => verifier.Verify(_signature, _timestamp, Body);

    /// <exception cref="InvalidOperationException">The call was refused.</exception>
    public async Task SendAsync(BenchEngine engine)
    {
        var status = await engine.CallAsync(
            Endpoint,
            context =>
            {
                context.Request.ContentType = "application/json";
                context.Request.Body = new MemoryStream(Body);
                context.Request.Headers[WebhookSignatureVerifier.SignatureHeader] = _signature;
                context.Request.Headers[WebhookSignatureVerifier.TimestampHeader] = _timestamp;
            }
        );
        if (status != StatusCodes.Status204NoContent)
        {
            throw new InvalidOperationException($"The events were answered with {status}.");
        }
    }

    // The fields that SendGrid sends: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.
    private static object Event(int number, int batches, Instant now) =>
        new
        {
            email = $"learner-{number}@example.org",
            timestamp = now.ToUnixTimeSeconds(),
            @event = "delivered",
            category = new[] { "what-happened" },
            sg_event_id = $"ZGVsaXZlcmVkLTAtMTIzNDU2Nzg-{number}",
            sg_message_id = $"14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.{number}",
            response = "250 OK",
            batch = (number % batches).ToString("x32", CultureInfo.InvariantCulture),
            mail = "what-happened",
            // A batch is of one shard, and so are its subscribers.
            subscriber = $"{number % batches % ShardKey.All.Count:x}{number:x31}",
        };
}
