using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Loading;

/// <summary>Renders all words once with sample values, to find what only shows when rendered: link targets, boxes, long subjects.</summary>
internal sealed class TrialRun(Diagnostics diagnostics)
{
    private const int LongestSubject = 60;
    private const string Link = "https://sample.invalid/";

    private static readonly WordValues Sample = new()
    {
        Greeting = "Hello,",
        CommaName = "",
        ConfirmLink = Link,
        UnsubscribeLink = Link,
        LessonLink = Link,
        SiteLink = Link,
        PrivacyLink = Link,
        Course = new("Title", "Tagline", "Author", "Practice", 1, ["Address"], new("Text", Link)),
        Lesson = new(1, 1, "Title", "Note"),
    };

    public void Of(MailTemplate words)
    {
        if (Render(words.Subject, Escaping.None) is { Length: > LongestSubject } subject)
        {
            diagnostics.Add(
                words.Subject.File,
                words.Subject.Line,
                $"the subject has {subject.Length} characters; {LongestSubject} at most"
            );
        }

        Render(words.Preheader, Escaping.None);
        Of(words.Body);
    }

    public void Of(CourseTemplate body)
    {
        if (Render(body, Escaping.Markdown) is { } markdown)
        {
            CourseMarkdown.Check(body, markdown, Link, diagnostics);
        }
    }

    private string? Render(CourseTemplate template, Func<string, string> escape) =>
        template.TryRender(TemplateValues.Of(Sample), escape, diagnostics);
}
