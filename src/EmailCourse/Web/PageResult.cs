using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Answers with a page and its security headers.</summary>
internal sealed class PageResult(string html, int status, bool isPersonal) : IResult
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        // The address may hold a token.
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = isPersonal ? "no-store" : "public, max-age=300";
        if (httpContext.Request.IsHttps)
        {
            response.Headers.StrictTransportSecurity = "max-age=31536000";
        }

        return response.WriteAsync(html, httpContext.RequestAborted);
    }
}
