using EmailCourse.Subscribers;

namespace EmailCourse.Mail;

/// <summary>Sends operators the link to the desk.</summary>
internal interface ISignInMailSender
{
    /// <summary>Sends it once; if it does not get through, that is logged and the operator asks for another.</summary>
    Task SendAsync(EmailAddress to, Uri link, CancellationToken cancellationToken);
}
