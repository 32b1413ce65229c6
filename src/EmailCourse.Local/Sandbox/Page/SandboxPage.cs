using EmailCourse.Local.StandIn;
using EmailCourse.Local.Time;

namespace EmailCourse.Local.Sandbox.Page;

/// <summary>The page of the local run: inbox, clock and faults.</summary>
internal static class SandboxPage
{
    private const int MostListed = 200;

    private static readonly PageHtml Overview = new(typeof(SandboxPage), "overview.html");
    private static readonly PageHtml Message = new(typeof(SandboxPage), "message.html");

    public static void MapSandboxPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox", ShowOverview);
        app.MapGet("/sandbox/mail/{id}", ShowMessage);
        app.MapGet("/sandbox/mail/{id}/frame", ShowFrame);
        app.MapGet("/sandbox/assets/sandbox.css", () => Results.Text(PageFiles.Text("sandbox.css"), "text/css; charset=utf-8"));
        app.MapGet(
            "/sandbox/assets/sandbox.js",
            () => Results.Text(PageFiles.Text("sandbox.js"), "text/javascript; charset=utf-8")
        );
    }

    private static IResult ShowOverview(string? to, Inbox inbox, LocalClock clock, FaultPlan faults, HttpResponse response)
    {
        var found = inbox.List(to);
        var now = clock.GetCurrentInstant();
        return SandboxHtml.Of(
            response,
            Overview,
            new
            {
                to,
                mails = found.Reverse().Take(MostListed).Select(View).ToArray(),
                found = found.Length,
                now = InstantView.Of(now),
                tomorrow = InstantView.NextMorning(now),
                manual = clock.IsManual,
                faults = faults.Sequence.Select(Words).ToArray(),
                always = faults.Always is { } always ? Words(always) : null,
                events = faults.EventsOn,
            }
        );
    }

    private static IResult ShowMessage(string id, string? view, Inbox inbox, HttpResponse response)
    {
        if (inbox.Find(id) is not { } mail)
        {
            return InboxEndpoints.NoSuchMail(id);
        }

        using var message = inbox.Open(mail);
        return SandboxHtml.Of(
            response,
            Message,
            new
            {
                mail = View(mail),
                view = view is "text" or "raw" ? view : "html",
                text = message.TextBody,
                raw = view is "raw" ? File.ReadAllText(inbox.PathOf(mail)) : "",
            }
        );
    }

    // The frame may not navigate itself, so that a link in a mail opens as it would from a mail program: in a tab of its own.
    private static IResult ShowFrame(string id, Inbox inbox, HttpResponse response)
    {
        if (inbox.Find(id) is not { } mail)
        {
            return InboxEndpoints.NoSuchMail(id);
        }

        response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox";
        using var message = inbox.Open(mail);
        var html = message.HtmlBody ?? "<p>This mail has no HTML part.</p>";
        var head = html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        return Results.Text(
            html.Insert(head < 0 ? 0 : head + "<head>".Length, "<base target=\"_blank\">"),
            "text/html; charset=utf-8"
        );
    }

    private static object View(InboxMail mail) =>
        new
        {
            mail.Id,
            mail.To,
            mail.From,
            mail.Subject,
            mail.Mail,
            received = InstantView.Of(mail.ReceivedAt),
        };

    private static string Words(Fault fault) =>
        fault.Kind switch
        {
            FaultKind.Status => $"Answers {fault.Status}",
            FaultKind.Timeout => "Timeout",
            FaultKind.Reset => "Reset",
            _ => "Accepted, then lost",
        };
}
