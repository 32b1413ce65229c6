using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Answers 200 if the course is loaded, table and queue respond and the timer runs, and 503 otherwise; the body names each.
/// </summary>
internal sealed partial class HealthEndpoint(
    CourseContent course,
    LastTickStore lastTick,
    IShardQueue queue,
    IClock clock,
    IOptions<DeliveryOptions> delivery,
    ILogger<HealthEndpoint> logger
)
{
    private const string Well = "ok";
    private const string Unreachable = "unreachable";
    private const string NoTimer = "none";

    // One tick may be missed while the program is deployed, and the second while it starts.
    private const int MaxMissedTicks = 3;

    private readonly Func<Instant, Instant>? _nextTick = delivery.Value.NextTick;

    public async Task<IResult> CheckAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        Instant? tickedAt = null;
        var tableCheck = CheckAsync("table", async stop => tickedAt = await lastTick.FindAsync(stop), context.RequestAborted);
        var queueCheck = CheckAsync("queue", queue.CheckAsync, context.RequestAborted);
        var (table, queueState) = (await tableCheck, await queueCheck);
        var timer = table == Well ? TimerState(tickedAt) : "unknown";
        var healthy = (table, queueState, timer) is (Well, Well, Well or NoTimer);
        return Results.Json(
            new
            {
                status = healthy ? Well : "failing",
                checks = new
                {
                    course = $"{course.Lessons.Count} lessons",
                    table,
                    queue = queueState,
                    timer,
                },
                // Who deploys waits for a tick of the new version.
                tickedAt = tickedAt?.ToString(),
            },
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private string TimerState(Instant? tickedAt) =>
        _nextTick is null ? NoTimer
        : tickedAt is not { } at ? "has not run yet"
        : Enumerable.Range(0, MaxMissedTicks).Aggregate(at, (tick, _) => _nextTick(tick)) < clock.GetCurrentInstant()
            ? $"has not run since {at}"
        : Well;

    private async Task<string> CheckAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        try
        {
            await check(cancellationToken);
            return Well;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(name, failure);
            return Unreachable;
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Part} does not answer.")]
    private partial void LogUnreachable(string part, Exception failure);
}
