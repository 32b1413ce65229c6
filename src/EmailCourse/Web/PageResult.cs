using System.Text;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Answers with a page that loads nothing but the site's own style, script and icon.</summary>
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
        response.Headers.CacheControl = isPersonal ? "no-store" : "public, max-age=300";
        var body = Encoding.UTF8.GetBytes(html);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
