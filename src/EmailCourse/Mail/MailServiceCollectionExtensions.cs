using EmailCourse.Mail.SendGrid;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Mail;

/// <summary>Registers what composes mails. Needs the course.</summary>
internal static class MailServiceCollectionExtensions
{
    public static IServiceCollection AddMailComposing(this IServiceCollection services) =>
        services
            .AddSingleton<MailComposer>()
            .AddSingleton<LessonHtmlRenderer>()
            .AddSingleton<LessonLinkFactory>()
            .AddSingleton<AnswerLinkFactory>()
            .AddSingleton<PersonalVariablesFactory>()
            .AddSingleton<SendGridRequestFactory>();
}
