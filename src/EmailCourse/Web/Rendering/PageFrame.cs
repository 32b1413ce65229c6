using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>What every page template and <c>layout.html</c> can use; only the layout has the page's <see cref="Content"/>.</summary>
internal sealed record PageFrame
{
    public required string Title { get; init; }

    public required string? Description { get; init; }

    public required bool Noindex { get; init; }

    public required string Language { get; init; }

    public required CourseFacts Course { get; init; }

    public RawHtml? Content { get; init; }

    public required string CssHref { get; init; }

    /// <summary>Null where a page needs no script.</summary>
    public required string? JsHref { get; init; }

    public required string SiteLink { get; init; }

    public required string PrivacyLink { get; init; }
}
