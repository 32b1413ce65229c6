using EmailCourse.Course;

namespace EmailCourse.Mail.SendGrid;

/// <summary>Sends mails of the course through SendGrid.</summary>
internal sealed class SendGridMailSender(SendGridApi api, MailComposer composer, SendGridRequestFactory requests) : IMailSender
{
    public void Prepare(MailKey mail) => composer.Compose(mail);

    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken) =>
        api.SendAsync(requests.Create(request), cancellationToken);
}
