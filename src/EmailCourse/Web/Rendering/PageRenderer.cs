using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>Renders pages as HTML, each inside the layout. Every value is escaped unless it is <see cref="RawHtml"/>.</summary>
internal sealed class PageRenderer(CourseContent course, PageHtmlCatalog templates, AssetCatalog assets)
{
    private readonly TemplateVariables _variables = new TemplateVariablesFactory(course, SiteLinks.Relative).Create();

    public string Render(Page page)
    {
        var layout = new PageLayoutVariables
        {
            House = course.Layout.DrawHouse((page as LessonPage)?.Lesson.Place, _variables),
            CssHref = assets.Href("site.css"),
            JsHref = page.IsScripted ? assets.Href("site.js") : null,
        };
        var content = templates[page].Render(_variables, Escaping.Html, page, layout);
        return templates.Layout.Render(_variables, Escaping.Html, page, layout with { Content = new(content) });
    }
}
