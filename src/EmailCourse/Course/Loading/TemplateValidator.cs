using EmailCourse.Course.Markup;
using NodaTime;

namespace EmailCourse.Course.Loading;

/// <summary>
/// Renders every mail and page once with sample values and reports what only then shows: links that lead nowhere, unknown boxes,
/// subjects that are too long, values used in a way they cannot be used.
/// </summary>
internal sealed class TemplateValidator(Diagnostics diagnostics)
{
    private const int MaxSubjectLength = 60;
    private const string Link = "https://sample.invalid/";

    private static readonly Mailbox Mailbox = new("Name", "sample@sample.invalid");

    private static readonly CourseSettings Settings = new()
    {
        Title = "Title",
        Tagline = "Tagline",
        Language = "en",
        Sender = new(Mailbox, Mailbox),
        PostalAddress = ["Address"],
        Author = new("Author", "Practice"),
        Invitation = new("Text", Link),
        ConsentWording = "-",
        Privacy = new("Name", Mailbox.Address, 18, "Region", "Region", "Safeguard", "Officer", "Authority", Link),
        HelpLinesChecked = new LocalDate(2026, 1, 1),
        HelpLines = [new("Country", [new("Name", "everyone", "Contact", Link)])],
    };

    private static readonly TemplateVariablesFactory Variables = new(Settings, lessonCount: 1, new SiteLinks(Link, Link));

    // A subject is measured as somebody without a name reads it.
    private static readonly PersonalVariables Personal = TemplateVariablesFactory.CreatePersonal(
        null,
        Link,
        Link,
        Link,
        Link,
        Link,
        Link,
        Link
    );

    public void Check(MailTemplate mail)
    {
        var variables = Variables.Create(new Lesson(new("sample"), 1, "Title", "Note", mail), Personal);
        if (mail.Subject.TryRender(variables, Escaping.None, diagnostics) is { Length: > MaxSubjectLength } subject)
        {
            diagnostics.Add(
                mail.Subject.File,
                mail.Subject.Line,
                $"the subject has {subject.Length} characters; {MaxSubjectLength} at most"
            );
        }

        mail.Preheader.TryRender(variables, Escaping.None, diagnostics);
        Check(mail.Body, variables);
    }

    /// <summary>Checks a text that belongs to nobody: a page, or the end of a box.</summary>
    public void Check(CourseTemplate body) => Check(body, Variables.Create());

    /// <summary>Reports lessons at places that the house does not have: it is drawn for them as for no place at all.</summary>
    public void CheckPlaces(IEnumerable<Lesson> lessons, CourseTemplate? house)
    {
        var unlit = Draw("");
        foreach (var lesson in lessons.Where(lesson => lesson.Place is not null))
        {
            if (Draw(lesson.Place) is { } drawn && drawn == unlit)
            {
                diagnostics.Add(lesson.Template.Body.File, $"the house in {house!.File} has no place '{lesson.Place}'");
            }
        }

        string? Draw(string? place) =>
            house?.TryRender(Variables.Create(), Escaping.Html, diagnostics, new HouseVariables(place));
    }

    private void Check(CourseTemplate body, TemplateVariables variables)
    {
        if (body.TryRender(variables, Escaping.Markdown, diagnostics) is { } markdown)
        {
            CourseMarkdown.Check(body, markdown, Link, diagnostics);
        }
    }
}
