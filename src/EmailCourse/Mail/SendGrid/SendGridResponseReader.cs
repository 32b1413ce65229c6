using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using SendGrid;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Reads what SendGrid answered. Sources: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors and
/// https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits.
/// </summary>
internal static class SendGridResponseReader
{
    private static readonly Duration ShortestPause = Duration.FromSeconds(1);
    private static readonly Duration LongestPause = Duration.FromHours(1);
    private static readonly Duration UsualPause = Duration.FromMinutes(1);

    public static async Task<SendOutcome> ReadAsync(Response response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendOutcome.Accepted(),
            HttpStatusCode.BadRequest => SendGridErrorReader.Read(await response.Body.ReadAsStringAsync(cancellationToken)),
            HttpStatusCode.RequestEntityTooLarge => new SendOutcome.TooLarge(),
            HttpStatusCode.TooManyRequests => new SendOutcome.Throttled(Pause(response.Headers)),
            >= HttpStatusCode.InternalServerError => new SendOutcome.Unknown($"HTTP {(int)response.StatusCode}"),
            _ => new SendOutcome.Misconfigured($"HTTP {(int)response.StatusCode}"),
        };

    private static Duration Pause(HttpResponseHeaders headers)
    {
        var asked = headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : UntilReset(headers) ?? UsualPause;
        return Duration.Min(Duration.Max(asked, ShortestPause), LongestPause);
    }

    // SendGrid gives the reset as a Unix time, and its Date tells what time it thinks it is.
    private static Duration? UntilReset(HttpResponseHeaders headers) =>
        headers.TryGetValues("X-RateLimit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
        && headers.Date is { } date
            ? Duration.FromSeconds(Math.Min(reset - date.ToUnixTimeSeconds(), (long)LongestPause.TotalSeconds))
            : null;
}
