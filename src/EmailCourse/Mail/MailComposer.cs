using System.Text;
using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using Markdig.Syntax;

namespace EmailCourse.Mail;

/// <summary>Turns the course's words into mails: each once, at start, for all recipients.</summary>
internal sealed class MailComposer
{
    /// <summary>Bytes of HTML a mail may have: beyond 102 KB Gmail cuts the rest off, and with it the footer.</summary>
    public const int LargestHtml = 100 * 1024;

    private readonly CourseContent _course;
    private readonly MailValues _values;
    private readonly Dictionary<MailKey, ComposedMail> _mails;

    /// <summary>Composes everything.</summary>
    /// <param name="course">The course.</param>
    /// <param name="site">The site's absolute address, for links.</param>
    /// <exception cref="CourseException">A mail cannot be composed.</exception>
    public MailComposer(CourseContent course, Uri site)
    {
        _course = course;
        _values = new(course, CommonLinks.Of(site));
        _mails = course
            .Lessons.Select(lesson => Compose(lesson.Words, lesson))
            .Concat(course.Mails.Select(words => Compose(words, null)))
            .ToDictionary(mail => mail.Key);
        RefuseOversized();
    }

    /// <summary>Whether there is such a mail in today's course.</summary>
    public bool Knows(MailKey key) => _mails.ContainsKey(key);

    /// <summary>The mail, ready but for its <see cref="SubstitutionTags"/>.</summary>
    /// <exception cref="KeyNotFoundException">The course has no such mail; ask <see cref="Knows"/> first.</exception>
    public ComposedMail Compose(MailKey key) => _mails[key];

    private ComposedMail Compose(MailTemplate words, Lesson? lesson)
    {
        var model = TemplateValues.Of(_values.ForWords(lesson));
        var subject = words.Subject.Render(model, Escaping.None);
        var layout = _values.ForLayout(words.Key, lesson, subject, words.Preheader.Render(model, Escaping.None));
        var body = CourseMarkdown.Parse(words.Body.Render(model, Escaping.Markdown));
        return new(words.Key, SenderOf(words.Key), _course.Settings.ReplyTo, subject, Html(layout, body), Text(layout, body));
    }

    private string Html(LayoutValues layout, MarkdownDocument body)
    {
        var style = _course.Layout.Style;
        var filled = layout with { Body = CourseMarkdown.ToHtml(body), EmbeddedCss = new(style.Embedded) };
        return CssInliner.Inline(_course.Layout.Html.Render(TemplateValues.Of(filled), Escaping.Html), style);
    }

    private string Text(LayoutValues layout, MarkdownDocument body)
    {
        var filled = layout with { Body = new(PlainTextRenderer.Render(body)) };
        return PlainTextFormatter.Tidy(_course.Layout.Text.Render(TemplateValues.Of(filled), Escaping.None));
    }

    private Mailbox SenderOf(MailKey key) =>
        key == MailKey.Confirm || key == MailKey.Reminder
            ? _course.Settings.Sender.Confirmations
            : _course.Settings.Sender.Lessons;

    private void RefuseOversized()
    {
        var diagnostics = new Diagnostics();
        foreach (var words in _course.Lessons.Select(lesson => lesson.Words).Concat(_course.Mails))
        {
            if (Encoding.UTF8.GetByteCount(_mails[words.Key].Html) is > LargestHtml and var size)
            {
                diagnostics.Add(
                    words.Body.File,
                    $"makes {size / 1024} KB of HTML; {LargestHtml / 1024} at most, or Gmail hides the footer"
                );
            }
        }

        diagnostics.ThrowIfAny();
    }
}
