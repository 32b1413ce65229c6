using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>
/// Variables that every page, <c>layout.html</c> and <c>desk-layout.html</c> may use, beside those of <see cref="Page"/>.
/// </summary>
internal sealed record PageLayoutVariables
{
    /// <summary>The rendered page; null while the page itself is rendered.</summary>
    public RawHtml? Content { get; init; }

    /// <summary>The house at the head of the page.</summary>
    public required RawHtml House { get; init; }

    /// <summary>All help lines; null on pages that only say where to find one.</summary>
    public required RawHtml? HelpLineList { get; init; }

    public required string CssHref { get; init; }

    /// <summary>Null on pages of readers.</summary>
    public required string? DeskCssHref { get; init; }

    /// <summary>Null on pages without a script.</summary>
    public required string? JsHref { get; init; }
}
