using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EmailCourse.Web;

/// <summary>
/// Decides which pages elsewhere may have their visitors' browsers sign somebody up, and lets these read the answer. A program
/// that is no browser names no origin and is asked for none. Sources:
/// https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header; https://fetch.spec.whatwg.org/#http-cors-protocol.
/// </summary>
internal sealed class OriginPolicy(IOptions<EmailCourseOptions> options)
{
    private readonly HashSet<string> _allowed = [.. OriginParser.Parse(options.Value.AllowedOrigins)];
    private readonly string? _own = options.Value.SiteUrl?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether a browser sends this from a page that is neither ours nor allowed.</summary>
    public bool IsForeign(HttpRequest request) => !_allowed.Contains(OriginOf(request)) && !IsOwn(request);

    /// <summary>Whether it comes from one of our own pages, or from no browser.</summary>
    public bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            // An older browser. Our pages tell nobody where a visitor comes from, so it sends "null" from them.
            "" => OriginOf(request) is var origin && (origin is "" or "null" || origin == _own),
            _ => false,
        };

    /// <summary>Lets an allowed page read the answer. No cookie is sent along: there is none.</summary>
    public void Allow(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (OriginOf(context.Request) is var origin && _allowed.Contains(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = "Retry-After";
        }
    }

    private static string OriginOf(HttpRequest request) => request.Headers.Origin.ToString();
}
