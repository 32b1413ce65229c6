using EmailCourse.Course;

namespace EmailCourse.Mail;

/// <summary>Hands mails to the provider.</summary>
internal interface IMailSender
{
    /// <summary>
    /// Makes ready what a call needs of the mail itself. Only the first time it takes long, and never during a call: who may be
    /// sent to was looked up just before it.
    /// </summary>
    void Prepare(MailKey mail);

    /// <summary>Sends one mail to 1 to 1,000 recipients in one call to the provider, which is never retried.</summary>
    Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken);
}
