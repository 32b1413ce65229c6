using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>What surrounds the body of every mail.</summary>
/// <param name="Html">The layout of the HTML part.</param>
/// <param name="Text">The layout of the text part.</param>
/// <param name="Style">The CSS of the HTML part.</param>
/// <param name="House">The house at the head of mails and pages, as HTML without style.</param>
/// <param name="HelpLines">The list of help lines at the foot of mails and pages, as HTML without style.</param>
internal sealed record MailLayout(
    CourseTemplate Html,
    CourseTemplate Text,
    StyleSheet Style,
    CourseTemplate House,
    CourseTemplate HelpLines
)
{
    /// <summary>Draws the house.</summary>
    /// <param name="place">The place that is lit; null for the one that is lit outside lessons.</param>
    /// <param name="variables">Of whatever stands below.</param>
    /// <exception cref="CourseException">The template uses a value in a way it cannot be used.</exception>
    public RawHtml DrawHouse(string? place, TemplateVariables variables) =>
        new(House.Render(variables, Escaping.Html, new HouseVariables(place)));

    /// <summary>Lists all help lines.</summary>
    /// <inheritdoc cref="DrawHouse" path="/exception" />
    public RawHtml ListHelpLines(TemplateVariables variables) => new(HelpLines.Render(variables, Escaping.Html));
}

/// <summary>Variables of the house alone.</summary>
/// <param name="Place">The place of the house that a lesson is at, or null.</param>
internal sealed record HouseVariables(string? Place);

/// <summary>Variables of the mail layouts alone.</summary>
internal sealed record MailLayoutVariables
{
    /// <summary>A lesson's slug, or the key of another mail, such as <c>confirm</c>.</summary>
    public required string MailKey { get; init; }

    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    /// <summary>The rendered body.</summary>
    public required RawHtml Body { get; init; }

    /// <summary>The house, lit at the lesson's place; null in the text part.</summary>
    public RawHtml? House { get; init; }

    /// <summary>The list of help lines; null in the text part.</summary>
    public RawHtml? HelpLineList { get; init; }

    /// <summary>The CSS that cannot be inlined; null in the text part.</summary>
    public RawHtml? EmbeddedCss { get; init; }
}
