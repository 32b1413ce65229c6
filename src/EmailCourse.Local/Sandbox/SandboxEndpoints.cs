using EmailCourse.Local.Drive;
using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Startup;
using EmailCourse.Reports;

namespace EmailCourse.Local.Sandbox;

/// <summary>
/// What only the local run answers: SendGrid's stand-in, and the API and page to watch and drive the course with.
/// </summary>
internal static class SandboxEndpoints
{
    public static void MapSandbox(this IEndpointRouteBuilder app)
    {
        app.MapPost(
            $"{OwnAddress.SendGridPath}/v3/mail/send",
            (HttpContext context, MailSendEndpoint send) => send.HandleAsync(context)
        );
        app.MapSandboxPage();
        var api = app.MapGroup("/sandbox/api").AddEndpointFilter(SandboxBody.ExplainAsync);
        api.MapPost("/run", async (CourseDriver driver) => Json(new { sent = await driver.RunAsync() }));
        api.MapGet("/calls", (CallLog log) => Json(log.Calls));
        api.MapGet(
            "/report",
            async (CourseReportReader reports, CancellationToken cancellationToken) =>
                Json(await reports.ReadAsync(cancellationToken))
        );
        api.MapClock();
        api.MapInbox();
        api.MapFaults();
        api.MapEvents();
    }

    public static IResult Json<T>(T value) => Results.Json(value, LocalJson.Options);
}
