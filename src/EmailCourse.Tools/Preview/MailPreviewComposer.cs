using System.Text;
using EmailCourse.Course;
using EmailCourse.Local.StandIn;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using MimeKit;
using NodaTime;
using StandInComposer = EmailCourse.Local.StandIn.MailComposer;

namespace EmailCourse.Tools.Preview;

/// <summary>
/// Composes every mail of the course as one recipient gets it. As in a real run, the engine makes the request to SendGrid, and
/// SendGrid's stand-in makes the mail of it.
/// </summary>
internal sealed class MailPreviewComposer(
    CourseContent course,
    SendGridRequestFactory requests,
    SubscriberIdFactory ids,
    IClock clock
)
{
    /// <summary>Composes the mails in the order people get them, then the first lesson to people with other names.</summary>
    public IReadOnlyList<PreviewItem> ComposeAll()
    {
        var first = course.Lessons[0];
        return
        [
            Item(MailKey.Confirm, "confirm", "Confirm"),
            Item(MailKey.Reminder, "reminder", "Reminder"),
            .. course.Lessons.Select(lesson =>
                Item(lesson.Slug.Mail, $"{lesson.Number:00}-{lesson.Slug}", $"{lesson.Number}. {lesson.Title}")
            ),
            Item(MailKey.AlreadySubscribed, "already-subscribed", "Already subscribed"),
            Item(MailKey.ConfirmAddress, "confirm-address", "Confirm the new address"),
            Item(MailKey.AddressChanged, "address-changed", "Address changed", ""),
            Item(first.Slug.Mail, "name-none", $"{first.Number}, to nobody by name", ""),
            Item(first.Slug.Mail, "name-arabic", $"{first.Number}, to an Arabic name", "محمد"),
            Item(first.Slug.Mail, "name-long", $"{first.Number}, to a long name", "Wolfeschlegelsteinhausenbergerdorffwelch"),
        ];
    }

    private PreviewItem Item(MailKey key, string file, string title, string firstName = "Ana")
    {
        var message = Compose(key, firstName);
        return new PreviewItem(PreviewKind.Mail, file, title, message.HtmlBody!, message);
    }

    private MimeMessage Compose(MailKey key, string firstName)
    {
        var now = clock.GetCurrentInstant();
        var due = new DueRow(Recipient(firstName), Progress.None.Awaiting(key, now));
        var sent = requests.Create(new SendRequest("preview", key, [due]));
        var request = MailSendRequest.Parse(Encoding.UTF8.GetBytes(sent.Serialize()));
        return StandInComposer.Compose(request, request.Personalizations![0], $"preview-{key}@geopod-ismtpd-sandbox", now);
    }

    private Recipient Recipient(string firstName)
    {
        if (
            !EmailAddress.TryParse("ana@example.com", out var email, out var problem)
            || !FirstName.TryParse(firstName, out var name, out problem)
        )
        {
            throw new ArgumentException(problem, nameof(firstName));
        }

        return new Recipient(ids.Of(email), email, name, new DailySchedule(TimeZones.Find("Europe/Berlin")!, 8));
    }
}
