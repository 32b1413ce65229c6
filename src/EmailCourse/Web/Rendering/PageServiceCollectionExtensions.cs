using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Web.Rendering;

/// <summary>Registers what renders pages. Needs the course and what composes mails.</summary>
internal static class PageServiceCollectionExtensions
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddSingleton(_ => PageHtmlCatalog.LoadEmbedded())
            .AddSingleton(_ => AssetCatalog.LoadEmbedded())
            .AddSingleton<CoursePageFactory>()
            .AddSingleton<PageRenderer>();
}
