using EmailCourse.Local.Drive;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Time;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Local.Sandbox;

/// <summary>Reads and moves the course's time.</summary>
internal static class ClockEndpoints
{
    private const string Fix =
        """{"advance":"PT24H"} (an ISO 8601 duration) or {"set":"2026-03-30T00:00:00Z"} (an instant in UTC)""";

    // Azure Tables keys and calendars end before NodaTime does.
    private static readonly Instant Latest = Instant.FromUtc(2500, 1, 1, 0, 0);

    public static void MapClock(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clock", (LocalClock clock) => SandboxEndpoints.Json(new { now = clock.GetCurrentInstant() }));
        api.MapPost(
            "/clock",
            async (HttpRequest request, LocalClock clock, CourseDriver driver, CancellationToken cancellationToken) =>
            {
                var move = await SandboxBody.ReadAsync<ClockMove>(request, Fix, cancellationToken);
                return SandboxEndpoints.Json(new { now = await driver.MoveToAsync(Target(move, clock.GetCurrentInstant())) });
            }
        );
    }

    private static Instant Target(ClockMove move, Instant now) =>
        move switch
        {
            { Advance: { } advance, Set: null } => Forward("advance", Advance(advance, now), now),
            { Set: { } set, Advance: null } => Forward("set", Set(set), now),
            _ => throw new BadInputException("body", $"Send either {Fix}."),
        };

    private static Instant Forward(string field, Instant target, Instant now) =>
        target switch
        {
            _ when target < now => throw new BadInputException(
                field,
                $"Time cannot go back: it is already {now}, and mails and due rows rely on it. "
                    + "Send a later time, or start afresh with another --data."
            ),
            _ when target > Latest => throw new BadInputException(field, $"That is too far ahead; send a time before {Latest}."),
            _ => target,
        };

    private static Instant Advance(string text, Instant now)
    {
        if (PeriodPattern.NormalizingIso.Parse(text) is not { Success: true, Value: { Years: 0, Months: 0 } period })
        {
            throw new BadInputException(
                "advance",
                $"'{text}' is not an ISO 8601 duration of weeks, days, hours, minutes and seconds, like PT24H or P3D."
            );
        }

        try
        {
            return now + period.ToDuration();
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return Instant.MaxValue;
        }
    }

    private static Instant Set(string text) =>
        InstantText.Pattern.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new BadInputException("set", $"'{text}' is not an instant in UTC, like 2026-03-30T00:00:00Z.");

    private sealed record ClockMove(string? Advance, string? Set);
}
