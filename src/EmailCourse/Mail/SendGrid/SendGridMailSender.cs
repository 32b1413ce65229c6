using Microsoft.Extensions.Options;
using SendGrid;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Hands mail to SendGrid with its own SDK. Nothing here or below tries a call twice: SendGrid knows no idempotency key, and a blind
/// second try is how mails double.
/// </summary>
internal sealed class SendGridMailSender(
    IHttpClientFactory http, MailComposer composer, PersonalLinks links, IOptions<EmailCourseOptions> options) : IMailSender
{
    /// <summary>The name of the HTTP client, for a head or a test that replaces its handler.</summary>
    public const string HttpClientName = "SendGrid";

    public async Task<SendOutcome> SendAsync(Dispatch dispatch, CancellationToken cancellationToken)
    {
        var message = SendGridRequest.For(dispatch, composer.Compose(dispatch.Mail), links, options.Value.SiteUrl!.Host);
        try
        {
            return await SendGridAnswer.ReadAsync(await Client().SendEmailAsync(message, cancellationToken), cancellationToken);
        }
        catch (HttpRequestException failure) when (NeverConnected(failure))
        {
            return new SendOutcome.NotReached(failure.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new SendOutcome.Unknown(failure.Message);
        }
    }

    private static bool NeverConnected(HttpRequestException failure) => failure.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private SendGridClient Client() => new(
        http.CreateClient(HttpClientName),
        new SendGridClientOptions { ApiKey = options.Value.SendGrid.ApiKey, Host = options.Value.SendGrid.Host.AbsoluteUri });
}
