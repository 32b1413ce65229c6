using EmailCourse.Course;
using Microsoft.Extensions.Hosting;

namespace EmailCourse.Mail;

/// <summary>
/// Composes all mails once the program has started, beside its first requests. A mail that cannot be composed ends the program,
/// as an error: a host that started it takes note.
/// </summary>
internal sealed class MailWarmUp(MailComposer composer) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(composer.ComposeAll, stoppingToken);
        }
        catch (CourseException)
        {
            Environment.ExitCode = 1;
            throw;
        }
    }
}
