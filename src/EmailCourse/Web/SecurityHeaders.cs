using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EmailCourse.Web;

/// <summary>
/// Adds the headers that every answer of this program carries, errors and redirects included. A page adds its content security
/// policy itself. What a host answers before it asks the program, such as Azure's 404 for an unknown address, carries none.
/// </summary>
internal sealed class SecurityHeaders(IOptions<EmailCourseOptions> options)
{
    // What pages of this course could be made to ask a browser for, if somebody slipped a script into them.
    private const string NoPermissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    // The scheme of the request would not tell: in Azure, TLS ends before the program. Source: RFC 6797, 6.1 and 7.2.
    private readonly string? _transport =
        options.Value.SiteUrl?.Scheme != Uri.UriSchemeHttps ? null
        : options.Value.HstsIncludeSubDomains ? "max-age=31536000; includeSubDomains"
        : "max-age=31536000";

    public void AddTo(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        // The address may hold a token.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = NoPermissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        if (_transport is not null)
        {
            headers.StrictTransportSecurity = _transport;
        }
    }
}
