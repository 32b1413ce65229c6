using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Answers with a page and the headers every page has.</summary>
internal sealed class PageResult(string html, int status, bool isPersonal) : IResult
{
    // Nothing but our own stylesheet and script; no frames, no third party, and no address with a token leaves in a Referer.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = isPersonal ? "no-store" : "public, max-age=300";
        if (httpContext.Request.IsHttps)
        {
            response.Headers.StrictTransportSecurity = "max-age=31536000";
        }

        return response.WriteAsync(html, httpContext.RequestAborted);
    }
}

/// <summary>Makes page answers.</summary>
internal sealed class PageResultFactory(PageRenderer renderer)
{
    /// <summary>A page that looks the same to everybody.</summary>
    public IResult Public(Page page) => new PageResult(renderer.Render(page), StatusCodes.Status200OK, isPersonal: false);

    /// <summary>A page for one person, never kept by a cache.</summary>
    public IResult Personal(Page page, int status = StatusCodes.Status200OK) =>
        new PageResult(renderer.Render(page), status, isPersonal: true);
}
