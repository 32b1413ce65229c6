using EmailCourse.Course;
using EmailCourse.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailCourse.Web;

/// <summary>Answers 200 if the course is loaded and table and queue respond, and 503 otherwise.</summary>
internal sealed partial class HealthEndpoint(
    CourseContent course,
    ICourseTable table,
    IShardQueue queue,
    ILogger<HealthEndpoint> logger
)
{
    public async Task<IResult> CheckAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var checks = new Dictionary<string, string>
        {
            ["course"] = $"{course.Lessons.Count} lessons",
            ["table"] = await CheckAsync(
                "table",
                stop => table.FindAsync(ShardKey.All[0], "health", stop),
                context.RequestAborted
            ),
            ["queue"] = await CheckAsync("queue", queue.CheckAsync, context.RequestAborted),
        };
        var healthy = !checks.ContainsValue("unreachable");
        return Results.Json(
            new { status = healthy ? "ok" : "failing", checks },
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private async Task<string> CheckAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        try
        {
            await check(cancellationToken);
            return "ok";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(name, failure);
            return "unreachable";
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Part} does not answer.")]
    private partial void LogUnreachable(string part, Exception failure);
}
