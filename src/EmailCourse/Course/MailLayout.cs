using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>What surrounds the body of every mail.</summary>
/// <param name="Html">The layout of the HTML part.</param>
/// <param name="Text">The layout of the text part.</param>
/// <param name="Style">The CSS of the HTML part.</param>
internal sealed record MailLayout(CourseTemplate Html, CourseTemplate Text, StyleSheet Style);

/// <summary>Variables of the mail layouts alone.</summary>
internal sealed record MailLayoutVariables
{
    /// <summary>A lesson's slug, or the key of another mail, such as <c>confirm</c>.</summary>
    public required string MailKey { get; init; }

    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    /// <summary>The rendered body.</summary>
    public required RawHtml Body { get; init; }

    /// <summary>The CSS that cannot be inlined; null in the text part.</summary>
    public RawHtml? EmbeddedCss { get; init; }
}
