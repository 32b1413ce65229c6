using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Web.Rendering;

/// <summary>Registers the rendering of pages; needs the course and the composing of mails.</summary>
internal static class PageServiceCollectionExtensions
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddSingleton(_ => new PageHtmlCatalog(name => EmbeddedResourceReader.ReadText($"Pages/{name}")))
            .AddSingleton(_ => AssetCatalog.Embedded())
            .AddSingleton<CoursePageFactory>()
            .AddSingleton<PageRenderer>();
}
