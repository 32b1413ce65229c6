using System.Text;
using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using Microsoft.Extensions.Options;

namespace EmailCourse.Mail;

/// <summary>Composes the mails of the course: each once, when it is first needed, for all recipients.</summary>
internal sealed class MailComposer
{
    /// <summary>
    /// The most bytes the HTML part may have. Gmail cuts off what exceeds 102 KB, and with it the foot of the mail.
    /// </summary>
    public const int MaxHtmlBytes = 100 * 1024;

    private readonly CourseContent _course;
    private readonly TemplateVariablesFactory _variables;
    private readonly Dictionary<MailKey, Lazy<ComposedMail>> _mails;

    public MailComposer(CourseContent course, IOptions<EmailCourseOptions> options)
    {
        _course = course;
        _variables = new(course, SiteLinks.Absolute(options.Value.SiteUrl!));
        _mails = course
            .Lessons.Select(lesson => (lesson.Template.Key, Mail: new Lazy<ComposedMail>(() => Compose(lesson.Template, lesson))))
            .Concat(course.Mails.Select(mail => (mail.Key, Mail: new Lazy<ComposedMail>(() => Compose(mail, null)))))
            .ToDictionary(mail => mail.Key, mail => mail.Mail);
    }

    /// <summary>Returns the mail, with <see cref="SubstitutionTags"/> where recipients differ.</summary>
    /// <exception cref="KeyNotFoundException">The course has no such mail.</exception>
    /// <exception cref="CourseException">It cannot be composed, or is too large.</exception>
    public ComposedMail Compose(MailKey key) => _mails[key.IsRepeat ? key.Lesson.Mail : key].Value;

    /// <summary>Composes every mail, so that none is composed when it is due, and a mistake in one shows now.</summary>
    /// <exception cref="CourseException">A mail cannot be composed, or is too large.</exception>
    public void ComposeAll()
    {
        var diagnostics = new Diagnostics();
        foreach (var mail in _mails.Values)
        {
            try
            {
                _ = mail.Value;
            }
            catch (CourseException refused)
            {
                diagnostics.Add(refused.Problems);
            }
        }

        diagnostics.ThrowIfAny();
    }

    private ComposedMail Compose(MailTemplate mail, Lesson? lesson)
    {
        var tags = SubstitutionTags.AsVariables;
        var personal = tags with
        {
            LessonLink = lesson is null ? null : tags.LessonLink,
            AnswerLink = lesson is not null && _course.Settings.AsksIfUseful ? tags.AnswerLink : null,
            RefuseLink = mail.Key.IsUnsolicited ? tags.RefuseLink : null,
        };
        var variables = _variables.Create(lesson, personal);
        var subject = mail.Subject.Render(variables, Escaping.None);
        var preheader = mail.Preheader.Render(variables, Escaping.None);
        var body = CourseMarkdown.Parse(mail.Body, _course.PracticeEnd, variables);

        var html = new MailLayoutVariables
        {
            MailKey = mail.Key.Value,
            Subject = subject,
            Preheader = preheader,
            Body = CourseMarkdown.ToHtml(body),
            House = _course.Layout.DrawHouse(lesson?.Place, variables),
            HelpLineList = _course.Layout.ListHelpLines(variables),
            EmbeddedCss = new(_course.Layout.Style.Embedded),
        };
        var text = html with
        {
            Body = new(PlainTextRenderer.Render(body)),
            House = null,
            HelpLineList = null,
            EmbeddedCss = null,
        };
        var composed = new ComposedMail(
            mail.Key,
            SenderOf(mail.Key),
            _course.Settings.ReplyTo,
            subject,
            CssInliner.Inline(_course.Layout.Html.Render(variables, Escaping.Html, html), _course.Layout.Style),
            PlainTextFormatter.Tidy(_course.Layout.Text.Render(variables, Escaping.None, text))
        );
        RefuseOversized(composed, mail);
        return composed;
    }

    private static void RefuseOversized(ComposedMail composed, MailTemplate mail)
    {
        if (Encoding.UTF8.GetByteCount(composed.Html) is > MaxHtmlBytes and var size)
        {
            var diagnostics = new Diagnostics();
            diagnostics.Add(
                mail.Body.File,
                $"makes {size / 1024} KB of HTML; {MaxHtmlBytes / 1024} at most, or Gmail hides the footer"
            );
            diagnostics.ThrowIfAny();
        }
    }

    private Mailbox SenderOf(MailKey key) =>
        key.AsksToConfirm ? _course.Settings.Sender.Confirmations : _course.Settings.Sender.Lessons;
}
