using System.Text;
using EmailCourse.Course;
using EmailCourse.Local.StandIn;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using MimeKit;
using NodaTime;

namespace EmailCourse.Local.Preview;

/// <summary>Every mail of the course as one recipient gets it, by the way every mail goes: the request to the provider, and what it makes of it.</summary>
internal sealed class MailExhibits(CourseContent course, SendGridRequestFactory requests, SubscriberIdFactory ids, IClock clock)
{
    /// <summary>The mails in the order people get them, and the first lesson for people with other names.</summary>
    public IReadOnlyList<Exhibit> All()
    {
        var first = course.Lessons[0];
        return
        [
            Mail(MailKey.Confirm, "confirm", "Confirm"),
            Mail(MailKey.Reminder, "reminder", "Reminder"),
            .. course.Lessons.Select(lesson =>
                Mail(lesson.Slug.Mail, $"{lesson.Number:00}-{lesson.Slug}", $"{lesson.Number}. {lesson.Title}")
            ),
            Mail(MailKey.AlreadySubscribed, "already-subscribed", "Already subscribed"),
            Mail(first.Slug.Mail, "name-none", $"{first.Number}, to nobody by name", ""),
            Mail(first.Slug.Mail, "name-arabic", $"{first.Number}, to an Arabic name", "محمد"),
            Mail(first.Slug.Mail, "name-long", $"{first.Number}, to a long name", "Wolfeschlegelsteinhausenbergerdorffwelch"),
        ];
    }

    private Exhibit Mail(MailKey key, string file, string title, string firstName = "Ana")
    {
        var message = Compose(key, firstName);
        return new Exhibit(ExhibitKind.Mail, file, title, message.HtmlBody!, message);
    }

    private MimeMessage Compose(MailKey key, string firstName)
    {
        var now = clock.GetCurrentInstant();
        var due = new DueRow(Recipient(firstName), Progress.None.Awaiting(key, now));
        var sent = requests.Create(new SendRequest("preview", key, [due]));
        var request = MailSendRequest.Parse(Encoding.UTF8.GetBytes(sent.Serialize()));
        return StandIn.MailComposer.Compose(request, request.Personalizations![0], $"preview-{key}@geopod-ismtpd-sandbox", now);
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
