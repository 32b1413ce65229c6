using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Hosting;

namespace EmailCourse;

/// <summary>Has everything that can be wrong with lessons, templates and keys be wrong at start, and not on somebody's request.</summary>
internal sealed class CourseCheck : IHostedService
{
    // Each of these reads and checks its part when it is made.
    public CourseCheck(MailComposer mails, CoursePageFactory texts, PageRenderer pages, LinkTokenSigner tokens) =>
        _ = (mails, texts, pages, tokens);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
