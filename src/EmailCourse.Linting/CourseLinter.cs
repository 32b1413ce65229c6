using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Mails;
using EmailCourse.Linting.Rules;
using EmailCourse.Linting.Text;
using EmailCourse.Mail;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Linting;

/// <summary>Checks the words and mails of a course against the rules in its <c>lint.yaml</c>.</summary>
public sealed class CourseLinter
{
    private const string Settings = "course.yaml";

    // Composing needs the address of a site. Nothing asks this one.
    private static readonly Uri Site = new("https://course.example/");

    private readonly CourseContent _course;
    private readonly CourseFolder _folder;
    private readonly LintRules _rules;
    private readonly LocalDate _today;

    private CourseLinter(string folder, CourseContent course, LocalDate today)
    {
        (_course, _folder, _today) = (course, new(folder, new()), today);
        _rules = LintRulesReader.Read(folder, course);
    }

    /// <summary>Loads the course of a folder, composes its mails and checks all of it. Changes nothing.</summary>
    /// <param name="folder">The folder of <c>course.yaml</c> and <c>lint.yaml</c>.</param>
    /// <param name="today">The day on which the help lines must have been checked within a year.</param>
    /// <param name="before">The folder of an earlier course, whose lessons must still be there; null for none.</param>
    /// <exception cref="CourseException">
    /// The course or its <c>lint.yaml</c> does not load, or a mail cannot be composed.
    /// </exception>
    public static LintReport Lint(string folder, LocalDate today, string? before = null) =>
        Lint(folder, CourseContent.Load(folder), today, before);

    /// <inheritdoc cref="Lint(string, LocalDate, string)" />
    /// <param name="course">The course as it was just loaded from the folder.</param>
    /// <exception cref="IOException">A file has gone or changed its name since.</exception>
    internal static LintReport Lint(string folder, CourseContent course, LocalDate today, string? before = null) =>
        new CourseLinter(folder, course, today).Lint(
            new MailComposer(course, Options.Create(new EmailCourseOptions { SiteUrl = Site })),
            before
        );

    private LintReport Lint(MailComposer composer, string? before)
    {
        composer.ComposeAll();
        var lessons = _course
            .Lessons.Select(lesson => LintedText.Of(lesson, _course, Source(lesson.Template.Body.File)))
            .ToList();
        var others = _course.Mails.Select(mail => LintedText.Of(mail, _course)).ToList();
        var pages = new[] { _course.Pages.Landing, _course.Pages.Privacy }.Select(page =>
            LintedText.Of(page, _course, Source(page.Body.File))
        );
        IReadOnlyList<LintFinding> findings =
        [
            .. lessons
                .Concat(others)
                .Concat(pages)
                .SelectMany(Check)
                .Concat(FormulaRules.Check(lessons, _rules))
                .Concat(CheckSettings())
                .Concat(before is null ? [] : DisappearedLessonRules.Check(_course, _folder, before))
                .Concat(MailKeys.Select(key => new MailParts(composer.Compose(key))).SelectMany(Check))
                .Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line),
        ];
        return new([.. lessons.Concat(others).Select(text => LintRow.Of(text, _rules.Limits, findings))], findings);
    }

    private IEnumerable<MailKey> MailKeys =>
        _course.Lessons.Select(lesson => lesson.Slug.Mail).Concat(_course.Mails.Select(mail => mail.Key));

    private IEnumerable<LintFinding> Check(LintedText text) =>
        [
            .. LengthRules.Check(text, _rules.Limits),
            .. WordRules.Check(text, _rules),
            .. LessonContentRules.Check(text, _rules),
            .. OrderRules.Check(text, _rules),
            .. SubjectRules.Check(text, _course.Lessons.Count, _rules),
            .. LinkRules.Check(text, _course, _rules),
        ];

    private IEnumerable<LintFinding> Check(MailParts parts) =>
        [
            .. FooterRules.Check(parts, _course, _rules),
            .. DiscretionRules.Check(parts, _course, MailParts.WithoutScheme(Site.AbsoluteUri)),
            .. PartParityRules.Check(parts, _course.Layout),
            .. ContrastRules.Check(parts, _course.Layout, _folder.Show("mail/mail.css"), _rules.Limits.Contrast),
            .. parts
                .Html.QuerySelectorAll("img:not([alt])")
                .Select(_ => new LintFinding(
                    _course.Layout.Html.File,
                    CourseFile.LineIn(_course.Layout.Html.Source, "<img"),
                    "an image has no alt",
                    "Say in it what the image shows, or leave it empty: alt=\"\"."
                )),
        ];

    private IEnumerable<LintFinding> CheckSettings()
    {
        var (settings, file) = (_course.Settings, Source(_folder.Show(Settings)));
        TextBlock[] senders =
        [
            Block(settings.Sender.Lessons.Name),
            Block(settings.Sender.Confirmations.Name),
            .. OptionalBlock(settings.ReplyTo?.Name),
        ];
        TextBlock[] others =
        [
            Block(settings.Title),
            Block(settings.Tagline),
            Block(settings.ConsentWording),
            .. OptionalBlock(settings.Invitation?.Text),
        ];
        return
        [
            .. WordRules.Check(senders, others, _rules),
            .. ConsentRules.Check(settings, file),
            .. HelpLineRules.Check(settings, file, _today),
        ];

        TextBlock Block(string text) => new(file.Path, file.LineOf(text), text);

        IEnumerable<TextBlock> OptionalBlock(string? text) => text is null ? [] : [Block(text)];
    }

    // "lessons/01-x.md" is "01-x.md" in its folder.
    private CourseFile Source(string shown) =>
        _folder.ReadIfPresent(shown[(shown.IndexOf('/', StringComparison.Ordinal) + 1)..])
        ?? throw new FileNotFoundException($"{shown} is not there any more.");
}
