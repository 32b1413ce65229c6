using EmailCourse.Local.StandIn;
using MimeKit;

namespace EmailCourse.Local.Sandbox;

/// <summary>Reads the mails that were sent.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.MapGet(
            "/inbox",
            (string? to, Inbox inbox) =>
                SandboxEndpoints.Json(
                    inbox
                        .List(to)
                        .Select(mail => new
                        {
                            mail.Id,
                            mail.To,
                            mail.From,
                            mail.Subject,
                            mail.Mail,
                            mail.ReceivedAt,
                        })
                )
        );
        api.MapGet(
            "/inbox/{id}/raw",
            (string id, Inbox inbox) =>
                inbox.Find(id) is { } mail ? Results.File(inbox.PathOf(mail), "message/rfc822") : NoSuchMail(id)
        );
        api.MapGet(
            "/inbox/{id}/html",
            (string id, Inbox inbox, HttpResponse response) =>
            {
                response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox";
                return Part(id, inbox, message => message.HtmlBody, "text/html");
            }
        );
        api.MapGet("/inbox/{id}/text", (string id, Inbox inbox) => Part(id, inbox, message => message.TextBody, "text/plain"));
    }

    public static IResult NoSuchMail(string id) =>
        Results.Problem(
            title: $"There is no mail '{id}' in the inbox; GET /sandbox/api/inbox lists them.",
            statusCode: StatusCodes.Status404NotFound
        );

    private static IResult Part(string id, Inbox inbox, Func<MimeMessage, string?> part, string type)
    {
        if (inbox.Find(id) is not { } mail)
        {
            return NoSuchMail(id);
        }

        using var message = inbox.Open(mail);
        return part(message) is { } text
            ? Results.Text(text, type + "; charset=utf-8")
            : Results.Problem(title: $"The mail '{id}' has no part {type}.", statusCode: StatusCodes.Status404NotFound);
    }
}
