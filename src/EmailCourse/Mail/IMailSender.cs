namespace EmailCourse.Mail;

/// <summary>Hands mail to the provider.</summary>
internal interface IMailSender
{
    /// <summary>Hands over one mail for 1 to 1,000 recipients in one call, and never tries twice.</summary>
    Task<SendOutcome> SendAsync(SendRequest dispatch, CancellationToken cancellationToken);
}
