using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>303: the form is done, go on with a GET, so that reloading sends nothing twice (RFC 9110, 15.4.4).</summary>
internal sealed class SeeOtherResult(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
