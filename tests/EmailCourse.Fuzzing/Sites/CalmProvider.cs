using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>A mail provider that accepts everything, unless its answer is lost.</summary>
internal sealed class CalmProvider : IMailSender, ISignInMailSender
{
    public bool LosesAnswers { get; set; }

    public void Prepare(MailKey mail) { }

    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(LosesAnswers ? new SendOutcome.Unknown("lost") : new SendOutcome.Accepted());

    public Task SendAsync(EmailAddress to, Uri link, CancellationToken cancellationToken) => Task.CompletedTask;
}
