using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>The values of the layouts in <c>lessons/mail/</c>.</summary>
internal sealed record LayoutValues
{
    /// <summary>Which mail it is: a lesson's slug, <c>confirm</c>, …</summary>
    public required string MailKey { get; init; }

    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    /// <summary>The finished body of the part being laid out.</summary>
    public required RawHtml Body { get; init; }

    /// <summary>The rules that cannot be inlined; null in the text part.</summary>
    public RawHtml? EmbeddedCss { get; init; }

    public required string Language { get; init; }

    public required CourseFacts Course { get; init; }

    /// <summary>Null in mails that are no lessons.</summary>
    public LessonFacts? Lesson { get; init; }

    public required string UnsubscribeLink { get; init; }

    /// <summary>Null in mails that are no lessons.</summary>
    public string? LessonLink { get; init; }

    public required string SiteLink { get; init; }

    public required string PrivacyLink { get; init; }

    public required IReadOnlyList<CountryHelp> HelpLines { get; init; }
}
