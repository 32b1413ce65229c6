using EmailCourse.Course;
using EmailCourse.Subscribers;
using SendGrid.Helpers.Mail;

namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// Writes one <c>mail/send</c> request: one personalization per recipient, every kind of tracking off.
/// Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send.
/// </summary>
internal static class SendGridRequestFactory
{
    public static SendGridMessage Create(SendRequest dispatch, ComposedMail mail, PersonalLinks links, string siteHost) =>
        new()
        {
            From = Address(mail.From),
            ReplyTo = mail.ReplyTo is { } replyTo ? Address(replyTo) : null,
            Subject = mail.Subject,
            Contents = [new Content("text/plain", mail.Text), new Content("text/html", mail.Html)],
            CustomArgs = new() { [CustomArgs.Batch] = dispatch.BatchId, [CustomArgs.Mail] = dispatch.Mail.Value },
            TrackingSettings = NoTracking(),
            Personalizations = [.. dispatch.To.Select(due => Personalization(due, links, siteHost))],
        };

    private static Personalization Personalization(DueRow due, PersonalLinks links, string siteHost)
    {
        var values = links.ValuesOf(due);
        return new()
        {
            Tos = [new(due.Recipient.Email.Value)],
            Substitutions = new(values.Substitutions()),
            Headers = Headers(values, siteHost),
            CustomArgs = new() { [CustomArgs.Subscriber] = due.Id.ToString() },
        };
    }

    // One-click unsubscribing: RFC 8058. List-Id: RFC 2919.
    private static Dictionary<string, string> Headers(RecipientValues values, string siteHost) =>
        new()
        {
            ["List-Id"] = $"<course.{siteHost}>",
            ["List-Unsubscribe"] = $"<{values.UnsubscribeLink}>",
            ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        };

    private static TrackingSettings NoTracking() =>
        new()
        {
            ClickTracking = new() { Enable = false, EnableText = false },
            OpenTracking = new() { Enable = false },
            SubscriptionTracking = new() { Enable = false },
            Ganalytics = new() { Enable = false },
        };

    private static global::SendGrid.Helpers.Mail.EmailAddress Address(Mailbox sender) => new(sender.Address, sender.Name);
}
