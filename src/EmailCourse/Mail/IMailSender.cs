namespace EmailCourse.Mail;

/// <summary>Hands mails to the provider.</summary>
internal interface IMailSender
{
    /// <summary>Sends one mail to 1 to 1,000 recipients in one call to the provider, which is never retried.</summary>
    Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken);
}
