using Azure.Storage.Queues;
using EmailCourse.Course;
using EmailCourse.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailCourse.Web;

/// <summary>Whether the course can work: the course is loaded, and table and queue answer.</summary>
internal sealed partial class HealthEndpoint(CourseContent course, ICourseTable table, QueueClient queue, ILogger<HealthEndpoint> logger)
{
    public async Task<IResult> CheckAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var checks = new Dictionary<string, string>
        {
            ["course"] = $"{course.Lessons.Count} lessons",
            ["table"] = await CheckAsync("table", table.FindAsync(ShardKey.All[0], "health", context.RequestAborted)),
            ["queue"] = await CheckAsync("queue", queue.GetPropertiesAsync(context.RequestAborted)),
        };
        var healthy = !checks.ContainsValue("unreachable");
        return Results.Json(
            new { status = healthy ? "ok" : "failing", checks },
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string> CheckAsync(string name, Task check)
    {
        try
        {
            await check;
            return "ok";
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogUnreachable(name, failure);
            return "unreachable";
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Part} does not answer.")]
    private partial void LogUnreachable(string part, Exception failure);
}
