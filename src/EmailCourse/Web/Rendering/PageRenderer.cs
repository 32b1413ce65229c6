using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>Renders pages: a page's template inside the layout, every value escaped unless it is <see cref="RawHtml"/>.</summary>
internal sealed class PageRenderer(CourseContent course, PageHtmlCatalog templates, AssetCatalog assets)
{
    private readonly CourseFacts _facts = CourseFacts.Of(course.Settings, course.Lessons.Count);

    public string Render(Page page)
    {
        var frame = FrameOf(page);
        var content = templates[page].Render(TemplateValues.Of(frame, page), Escaping.Html);
        return templates.Layout.Render(TemplateValues.Of(frame with { Content = new(content) }), Escaping.Html);
    }

    private PageFrame FrameOf(Page page) =>
        new()
        {
            Title = page.Title,
            Description = page.Description,
            Noindex = page.Noindex,
            Language = course.Settings.Language,
            Course = _facts,
            CssHref = assets.Href("site.css"),
            JsHref = page.IsScripted ? assets.Href("site.js") : null,
            SiteLink = SitePaths.Home,
            PrivacyLink = SitePaths.Privacy,
        };
}
