using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using SendGrid;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Reads SendGrid's response to a call of <c>mail/send</c>, and from a 429 how long to wait. Sources:
/// https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors and
/// https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits.
/// </summary>
internal static class SendGridResponseReader
{
    private static readonly Duration MinimumWait = Duration.FromSeconds(1);
    private static readonly Duration MaximumWait = Duration.FromHours(1);
    private static readonly Duration DefaultWait = Duration.FromMinutes(1);

    public static async Task<SendOutcome> ReadAsync(Response response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendOutcome.Accepted(),
            HttpStatusCode.BadRequest => SendGridErrorReader.Read(await response.Body.ReadAsStringAsync(cancellationToken)),
            HttpStatusCode.RequestEntityTooLarge => new SendOutcome.TooLarge(),
            HttpStatusCode.TooManyRequests => new SendOutcome.Throttled(WaitOf(response.Headers)),
            >= HttpStatusCode.InternalServerError => new SendOutcome.Unknown($"HTTP {(int)response.StatusCode}"),
            _ => new SendOutcome.Misconfigured($"HTTP {(int)response.StatusCode}"),
        };

    private static Duration WaitOf(HttpResponseHeaders headers)
    {
        var asked = headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : UntilReset(headers) ?? DefaultWait;
        return Duration.Min(Duration.Max(asked, MinimumWait), MaximumWait);
    }

    // The reset is a Unix time of SendGrid's clock, which the Date header tells.
    private static Duration? UntilReset(HttpResponseHeaders headers) =>
        headers.TryGetValues("X-RateLimit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
        && headers.Date is { } date
            ? Duration.FromSeconds(Math.Min(reset - date.ToUnixTimeSeconds(), (long)MaximumWait.TotalSeconds))
            : null;
}
