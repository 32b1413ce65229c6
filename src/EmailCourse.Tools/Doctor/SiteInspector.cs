using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NodaTime;

namespace EmailCourse.Tools.Doctor;

/// <summary>Checks a site by requests a browser and a mail program make. None of them changes anything.</summary>
internal sealed class SiteInspector : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly Duration RenewalNotice = Duration.FromDays(14);

    private static readonly (string Header, Func<string, bool> IsGood, string Expected)[] Headers =
    [
        (
            "Content-Security-Policy",
            value => value.Contains("default-src 'none'", StringComparison.Ordinal),
            "default-src 'none' and what the pages need"
        ),
        ("X-Content-Type-Options", value => value == "nosniff", "nosniff"),
        ("Referrer-Policy", value => value == "no-referrer", "no-referrer"),
        (
            "Permissions-Policy",
            value => value.Contains("geolocation=()", StringComparison.Ordinal),
            "a list of features, each denied"
        ),
        ("Cross-Origin-Opener-Policy", value => value == "same-origin", "same-origin"),
        ("Cross-Origin-Resource-Policy", value => value == "same-origin", "same-origin"),
        ("X-Permitted-Cross-Domain-Policies", value => value == "none", "none"),
        ("Strict-Transport-Security", value => value.StartsWith("max-age=", StringComparison.Ordinal), "max-age=31536000"),
    ];

    private readonly Uri _site;
    private readonly IClock _clock;
    private readonly HttpClient _http;
    private Instant? _certificateExpiresAt;

    public SiteInspector(Uri site, IClock clock)
    {
        (_site, _clock) = (site, clock);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            _certificateExpiresAt = certificate is X509Certificate2 { NotAfter: var end }
                ? Instant.FromDateTimeUtc(end.ToUniversalTime())
                : null;
            return errors == SslPolicyErrors.None;
        };
        _http = new HttpClient(handler) { BaseAddress = site, Timeout = Timeout };
    }

    /// <summary>
    /// Checks the landing page, encryption, security headers, security.txt, one-click unsubscribe, webhook and health; only the
    /// first if it does not answer.
    /// </summary>
    public async IAsyncEnumerable<Finding> InspectAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, _site);
        if (answer.Response is not { } landing)
        {
            yield return new Finding(
                "Site",
                $"{_site} does not answer: {answer.Problem}",
                "Is the app deployed and started, and its name in DNS? See docs/deploy.md, step 4."
            );
            yield break;
        }

        yield return landing.StatusCode == HttpStatusCode.OK
            ? new Finding("Site", $"{_site} answers.")
            : new Finding("Site", $"{_site} answers {(int)landing.StatusCode}.", "Look at the app's log stream in the portal.");
        yield return await HeadAsync(landing.StatusCode);
        yield return Encryption();
        if (_site is { Scheme: "https", IsDefaultPort: true })
        {
            yield return await RedirectAsync();
        }

        foreach (var (header, isGood, expected) in Headers)
        {
            yield return Header(landing, header, isGood, expected);
        }

        yield return await SecurityTxtAsync();
        yield return await OneClickAsync();
        yield return await WebhookAsync();
        yield return await HealthAsync();
    }

    public void Dispose() => _http.Dispose();

    private Finding Encryption()
    {
        if (_site.Scheme != "https")
        {
            return new(
                "TLS",
                $"{_site} is not encrypted.",
                "Only for this machine; whoever signs up needs https. See docs/deploy.md, step 4."
            );
        }

        return _certificateExpiresAt - _clock.GetCurrentInstant() < RenewalNotice
            ? new(
                "TLS",
                $"The certificate ends on {_certificateExpiresAt:uuuu-MM-dd} (UTC).",
                "Renew it; App Service's own certificates renew themselves while the CNAME stands."
            )
            : new("TLS", $"The certificate is good until {_certificateExpiresAt:uuuu-MM-dd} (UTC).");
    }

    private async Task<Finding> RedirectAsync()
    {
        var plain = new UriBuilder(_site) { Scheme = "http", Port = 80 }.Uri;
        using var answer = await SendAsync(HttpMethod.Get, plain);
        if (answer.Response is not { } response)
        {
            return new(
                "http",
                $"{plain} does not answer ({answer.Problem}), so nobody is led to https.",
                "Leave port 80 open; the platform answers it with a redirect."
            );
        }

        return response.Headers.Location is { Scheme: "https" } && (int)response.StatusCode is 301 or 302 or 307 or 308
            ? new("http", $"{plain} leads to https.")
            : new(
                "http",
                $"{plain} answers {(int)response.StatusCode} and does not lead to https.",
                "Set httpsOnly on the app; infra/ does."
            );
    }

    private static Finding Header(HttpResponseMessage answer, string header, Func<string, bool> isGood, string expected)
    {
        var value =
            answer.Headers.TryGetValues(header, out var values) || answer.Content.Headers.TryGetValues(header, out values)
                ? string.Join(", ", values)
                : "";
        return isGood(value)
            ? new(header, value)
            : new(
                header,
                value.Length == 0 ? "is missing." : $"is '{value}'.",
                $"Expected: {expected}. Does something in front of the app change headers, or is it an old version?"
            );
    }

    private async Task<Finding> HeadAsync(HttpStatusCode expected)
    {
        using var answer = await SendAsync(HttpMethod.Head, _site);
        return answer.Response?.StatusCode == expected
            ? new("HEAD", "HEAD / is answered as GET.")
            : new(
                "HEAD",
                $"HEAD / answers {Described(answer)}, and GET {(int)expected}.",
                "Monitors and link checkers ask that way. Does something in front of the app refuse it, or is it an old version?"
            );
    }

    private async Task<Finding> SecurityTxtAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, new Uri(_site, "/.well-known/security.txt"));
        var text = answer.Response is { StatusCode: HttpStatusCode.OK } response
            ? await response.Content.ReadAsStringAsync()
            : "";
        return text.Contains("Contact: ", StringComparison.Ordinal) && text.Contains("Expires: ", StringComparison.Ordinal)
            ? new("security.txt", text.Split('\n')[0])
            : new(
                "security.txt",
                "/.well-known/security.txt names nobody to tell of a weakness.",
                "Does something in front of the app answer for /.well-known/, or is it an old version?"
            );
    }

    // Whoever can post events unsigned can suppress everybody.
    private async Task<Finding> WebhookAsync()
    {
        using var events = new StringContent("[]", Encoding.UTF8, "application/json");
        using var answer = await SendAsync(HttpMethod.Post, new Uri(_site, "/api/sendgrid/events"), events);
        return answer.Response?.StatusCode == HttpStatusCode.Unauthorized
            ? new("Webhook", "An unsigned call of the event webhook is refused.")
            : new(
                "Webhook",
                $"An unsigned call of the event webhook answers {Described(answer)} and not 401.",
                "Let POST /api/sendgrid/events through to the app as it is."
            );
    }

    // A mail program posts once and follows nothing (RFC 8058, 3.1). The token is nobody's, so 400 is the app's own honest
    // answer.
    private async Task<Finding> OneClickAsync()
    {
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await SendAsync(HttpMethod.Post, new Uri(_site, "/unsubscribe?t=doctor"), form);
        return answer.Response?.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.BadRequest => new(
                "One-click stop",
                "POST /unsubscribe is answered by the app, without a redirect."
            ),
            { } status => new(
                "One-click stop",
                $"POST /unsubscribe answers {(int)status}.",
                "Mail programs follow no redirect and sign in nowhere: let POST /unsubscribe through to the app as it is."
            ),
            null => new(
                "One-click stop",
                $"POST /unsubscribe is not answered: {answer.Problem}",
                "Look at the app's log stream in the portal."
            ),
        };
    }

    private async Task<Finding> HealthAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, new Uri(_site, "/health"));
        return answer.Response switch
        {
            { StatusCode: HttpStatusCode.OK } => new("Health", "Course, table, queue and timer are well."),
            null => new("Health", $"/health does not answer: {answer.Problem}", "Look at the app's log stream in the portal."),
            { } response => new(
                "Health",
                $"/health answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}",
                "The part named there does not answer. Right after a deployment roles take some minutes; "
                    + "otherwise see docs/operations.md."
            ),
        };
    }

    private async Task<Answer> SendAsync(HttpMethod method, Uri address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        try
        {
            return new(await _http.SendAsync(request), "");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new(null, (e.InnerException ?? e).Message);
        }
    }

    private static string Described(Answer answer) =>
        answer.Response is { StatusCode: var status } ? $"{(int)status}" : $"nothing ({answer.Problem})";

    /// <summary>A response, or the reason why there is none.</summary>
    private sealed record Answer(HttpResponseMessage? Response, string Problem) : IDisposable
    {
        public void Dispose() => Response?.Dispose();
    }
}
