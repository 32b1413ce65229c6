using System.Diagnostics;
using System.Net.Sockets;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Calls <c>mail/send</c> through SendGrid's own SDK, whose retries are off: SendGrid knows no idempotency key, so a second try
/// could send everything twice.
/// </summary>
internal sealed class SendGridApi(IHttpClientFactory http, CourseMetrics metrics, IOptions<EmailCourseOptions> options)
{
    /// <summary>The name of the HTTP client, for replacing its handler.</summary>
    public const string HttpClientName = "SendGrid";

    public async Task<SendOutcome> SendAsync(SendGridMessage message, CancellationToken cancellationToken)
    {
        using var trace = CourseTraces.Call();
        var began = Stopwatch.GetTimestamp();
        var outcome = await CallAsync(message, cancellationToken);
        metrics.Called(outcome.GetType().Name, Stopwatch.GetElapsedTime(began));
        trace.EndedWith(outcome.GetType().Name, outcome is SendOutcome.Accepted);
        return outcome;
    }

    private async Task<SendOutcome> CallAsync(SendGridMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await SendGridResponseReader.ReadAsync(
                await Client().SendEmailAsync(message, cancellationToken),
                cancellationToken
            );
        }
        catch (HttpRequestException failure) when (NeverConnected(failure))
        {
            return new SendOutcome.NotReached(Reason(failure));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new SendOutcome.Unknown(Reason(failure));
        }
    }

    private static bool NeverConnected(HttpRequestException failure) =>
        failure.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    // Never the exception's own message: it may quote the request, and with it addresses.
    private static string Reason(Exception failure) =>
        failure switch
        {
            HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error.ToString(),
            OperationCanceledException => "timeout",
            _ => failure.GetType().Name,
        };

    private SendGridClient Client() =>
        new(
            http.CreateClient(HttpClientName),
            new SendGridClientOptions { ApiKey = options.Value.SendGrid.ApiKey, Host = options.Value.SendGrid.Host.AbsoluteUri }
        );
}
