using EmailCourse.Course;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using SendGrid.Helpers.Mail;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Creates <c>mail/send</c> requests: one personalization per recipient, every kind of tracking off.
/// Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send.
/// </summary>
internal sealed class SendGridRequestFactory(
    MailComposer composer,
    PersonalVariablesFactory personal,
    CourseContent course,
    IOptions<EmailCourseOptions> options
)
{
    private readonly string _listId = $"<course.{options.Value.SiteUrl!.Host}>";

    /// <exception cref="KeyNotFoundException">The course has no such mail.</exception>
    public SendGridMessage Create(SendRequest request)
    {
        var mail = composer.Compose(request.Mail);
        return new()
        {
            From = Address(mail.From),
            ReplyTo = mail.ReplyTo is { } replyTo ? Address(replyTo) : null,
            Subject = mail.Subject,
            Contents = [new Content("text/plain", mail.Text), new Content("text/html", mail.Html)],
            // By them SendGrid counts deliveries, bounces and complaints. The header Feedback-ID is its own.
            Categories = [request.Mail.Value],
            CustomArgs = new() { [CustomArgs.Batch] = request.BatchId, [CustomArgs.Mail] = request.Mail.Value },
            TrackingSettings = NoTracking(),
            Personalizations = [.. request.To.Select(Personalization)],
        };
    }

    private Personalization Personalization(DueRow due)
    {
        var variables = personal.Create(due);
        return new()
        {
            Tos = [new(due.Recipient.Email.Value)],
            Substitutions = SubstitutionTags.Substitutions(variables),
            Headers = Headers(UnsubscribeLink(due.Mail, variables)),
            CustomArgs = new() { [CustomArgs.Subscriber] = due.Id.ToString() },
        };
    }

    // Whoever confirmed nothing leaves no list, but is left alone. An address that is on the list no more has nothing to leave.
    private static string? UnsubscribeLink(MailKey mail, PersonalVariables variables) =>
        mail.AsksToConfirm ? variables.RefuseLink!
        : mail == MailKey.AddressChanged ? null
        : variables.UnsubscribeLink;

    // One-click unsubscribing: RFC 8058. List-Id: RFC 2919.
    private Dictionary<string, string> Headers(string? unsubscribeLink)
    {
        var headers = new Dictionary<string, string>(capacity: 5)
        {
            ["List-Id"] = _listId,
            // No answer from a program, such as "out of office": RFC 3834, and the same in Microsoft's words (MS-OXCMAIL).
            ["Auto-Submitted"] = "auto-generated",
            ["X-Auto-Response-Suppress"] = "All",
        };
        if (unsubscribeLink is not null)
        {
            headers["List-Unsubscribe"] = Unsubscribe(unsubscribeLink);
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        return headers;
    }

    // The link first, for it acts at once. Whoever reads the letter presses it for them: RFC 2369.
    private string Unsubscribe(string link) =>
        course.Settings.UnsubscribeAddress is { } address
            ? $"<{link}>, <mailto:{address}?subject=Unsubscribe&body={Uri.EscapeDataString(link)}>"
            : $"<{link}>";

    public static TrackingSettings NoTracking() =>
        new()
        {
            ClickTracking = new() { Enable = false, EnableText = false },
            OpenTracking = new() { Enable = false },
            SubscriptionTracking = new() { Enable = false },
            Ganalytics = new() { Enable = false },
        };

    public static global::SendGrid.Helpers.Mail.EmailAddress Address(Mailbox sender) => new(sender.Address, sender.Name);
}
