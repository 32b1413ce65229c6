using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Tests.Engine;

/// <summary>A mail provider that answers what the test says and remembers what it accepted.</summary>
internal sealed class TestProvider : IMailSender
{
    /// <summary>Every call, in order.</summary>
    public List<SendRequest> Calls { get; } = [];

    /// <summary>Every mail accepted, as a pair of mail key and recipient.</summary>
    public List<(string Mail, SubscriberId To)> Accepted { get; } = [];

    /// <summary>What to answer; accepts everything unless a test sets it.</summary>
    public Func<SendRequest, SendOutcome> Answer { get; set; } = _ => new SendOutcome.Accepted();

    /// <summary>What happens while the call is on its way.</summary>
    public Func<SendRequest, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public void Prepare(MailKey mail) { }

    public async Task<SendOutcome> SendAsync(SendRequest dispatch, CancellationToken cancellationToken)
    {
        Calls.Add(dispatch);
        await Meanwhile(dispatch);
        var outcome = Answer(dispatch);
        if (outcome is SendOutcome.Accepted)
        {
            Accepted.AddRange(dispatch.To.Select(due => (dispatch.Mail.Value, due.Id)));
        }

        return outcome;
    }
}
