using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EmailCourse.Local.Startup;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>
/// Posts to the webhook, signed as SendGrid signs: ECDSA over timestamp and raw body
/// (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features).
/// </summary>
internal sealed partial class EventPoster(OwnAddress address, LocalKeys keys, IClock clock, ILogger<EventPoster> logger)
    : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ECDsa _key = keys.OpenWebhookKey();

    /// <returns>Whether the webhook accepted the events.</returns>
    public async Task<bool> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Sign(body);
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                LogRefused((int)answer.StatusCode);
            }

            return answer.IsSuccessStatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(e);
            return false;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    private HttpRequestMessage Sign(byte[] body)
    {
        var timestamp = clock.GetCurrentInstant().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = _key.SignData(
            [.. Encoding.ASCII.GetBytes(timestamp), .. body],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        var request = new HttpRequestMessage(HttpMethod.Post, address.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        return request;
    }

    [LoggerMessage(LogLevel.Warning, "The event webhook answered {Status}; the events are posted again.")]
    private partial void LogRefused(int status);

    [LoggerMessage(LogLevel.Warning, "The event webhook could not be reached; the events are posted again.")]
    private partial void LogUnreachable(Exception exception);
}
