using System.Collections.Concurrent;
using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>Renders pages as HTML, each inside the layout. Every value is escaped unless it is <see cref="RawHtml"/>.</summary>
internal sealed class PageRenderer(CourseContent course, PageHtmlCatalog templates, AssetCatalog assets)
{
    private readonly TemplateVariables _variables = new TemplateVariablesFactory(course, SiteLinks.Relative).Create();

    // By the place that is lit. Neither differs between readers, and both are as long as a page.
    private readonly ConcurrentDictionary<string, RawHtml> _houses = new();
    private RawHtml? _helpLines;

    public string Render(Page page)
    {
        var layout = new PageLayoutVariables
        {
            House = HouseAt((page as LessonPage)?.Lesson.Place),
            HelpLineList = page.ListsHelpLines ? _helpLines ??= course.Layout.ListHelpLines(_variables) : null,
            CssHref = assets.Href("site.css"),
            DeskCssHref = page is DeskPage ? assets.Href("desk.css") : null,
            JsHref = page.IsScripted ? assets.Href("site.js") : null,
        };
        var content = templates[page].Render(_variables, Escaping.Html, page, layout);
        var around = page is DeskPage ? templates.DeskLayout : templates.Layout;
        return around.Render(_variables, Escaping.Html, page, layout with { Content = new(content) });
    }

    private RawHtml HouseAt(string? place) => _houses.GetOrAdd(place ?? "", _ => course.Layout.DrawHouse(place, _variables));
}
