using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Answers 303, so that reloading the next page posts nothing again. Source: RFC 9110, 15.4.4.</summary>
internal sealed class SeeOtherResult(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
