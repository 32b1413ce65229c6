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

namespace EmailCourse.Local.Writing;

/// <summary>
/// Composes a mail of the course as one recipient gets it. As in a real run, the engine makes the request to SendGrid, and
/// SendGrid's stand-in makes the mail of it.
/// </summary>
internal sealed class SampleMailComposer(SendGridRequestFactory requests, SubscriberIdFactory ids, IClock clock)
{
    public const string Name = "Ana";

    /// <param name="key">Which mail.</param>
    /// <param name="firstName">The recipient's; empty if none was given.</param>
    public MimeMessage Compose(MailKey key, string firstName = Name)
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
