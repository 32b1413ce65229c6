using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Web.Rendering;

/// <summary>Registers the rendering of pages; needs the course and the composing of mails.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddSingleton(_ => new PageHtmlCatalog(name => EmbeddedFiles.ReadText($"Pages/{name}")))
            .AddSingleton(_ => Assets.Embedded())
            .AddSingleton<CoursePageModels>()
            .AddSingleton<PageRenderer>();
}
