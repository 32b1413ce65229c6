using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Answers with a page that loads the site's own style, script and icon, and what else it was made for.</summary>
/// <param name="foreignSources">As a content security policy says it; null on all pages but one, and there by default.</param>
internal sealed class PageResult(byte[] body, int status, bool isPersonal, string? foreignSources = null) : IResult
{
    private string ContentSecurityPolicy =>
        foreignSources is null
            ? "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " + Ends
            : $"default-src 'none'; style-src 'self' {foreignSources}; script-src 'self' {foreignSources}; img-src 'self'; "
                + $"frame-src {foreignSources}; connect-src {foreignSources}; {Ends}";

    private const string Ends = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.CacheControl = isPersonal ? "no-store" : "public, max-age=300";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
