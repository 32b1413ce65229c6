using EmailCourse.Course;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailCourse.Mail;

/// <summary>Registers the composing of mails; needs the course.</summary>
internal static class MailServiceCollectionExtensions
{
    public static IServiceCollection AddMailComposing(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new MailComposer(provider.GetRequiredService<CourseContent>(), SiteOf(provider)))
            .AddSingleton(provider => new LessonHtmlRenderer(provider.GetRequiredService<CourseContent>(), SiteOf(provider)));

    private static Uri SiteOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EmailCourseOptions>>().Value.SiteUrl
        ?? throw new InvalidOperationException("Set EmailCourse:SiteUrl: mails need absolute links.");
}
