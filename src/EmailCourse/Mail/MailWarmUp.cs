using Microsoft.Extensions.Hosting;

namespace EmailCourse.Mail;

/// <summary>
/// Composes all mails once the program has started, beside its first requests. A mail that cannot be composed ends the program.
/// </summary>
internal sealed class MailWarmUp(MailComposer composer) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(composer.ComposeAll, stoppingToken);
}
