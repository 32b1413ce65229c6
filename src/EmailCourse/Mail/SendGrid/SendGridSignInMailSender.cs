using EmailCourse.Course;
using Microsoft.Extensions.Logging;
using SendGrid.Helpers.Mail;
using EmailAddress = EmailCourse.Subscribers.EmailAddress;

namespace EmailCourse.Mail.SendGrid;

/// <summary>Sends the link to the desk through SendGrid, as plain text and to nobody else.</summary>
internal sealed partial class SendGridSignInMailSender(
    SendGridApi api,
    CourseContent course,
    ILogger<SendGridSignInMailSender> logger
) : ISignInMailSender
{
    /// <summary>What SendGrid's events and the sandbox call this mail.</summary>
    public const string Mail = "sign-in";

    public async Task SendAsync(EmailAddress to, Uri link, CancellationToken cancellationToken)
    {
        var outcome = await api.SendAsync(Create(to, link), cancellationToken);
        if (outcome is not SendOutcome.Accepted)
        {
            LogNotSent(outcome.GetType().Name);
        }
    }

    private SendGridMessage Create(EmailAddress to, Uri link) =>
        new()
        {
            From = SendGridRequestFactory.Address(course.Settings.Sender.Confirmations),
            Subject = "Your link to the desk",
            Contents = [new Content("text/plain", TextOf(link))],
            Categories = [Mail],
            CustomArgs = new() { [CustomArgs.Mail] = Mail },
            TrackingSettings = SendGridRequestFactory.NoTracking(),
            Personalizations = [new() { Tos = [new(to.Value)] }],
        };

    private string TextOf(Uri link) =>
        $"""
            This link opens the desk of "{course.Settings.Title}". It works once, within ten minutes:

            {link}

            If you did not ask for it, you need do nothing: nobody can use it without this email.
            """;

    [LoggerMessage(LogLevel.Error, "A link to the desk was not sent: {Outcome}.")]
    private partial void LogNotSent(string outcome);
}
