using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Linting;

/// <summary>Looks at a course that loads, for what no reader should meet: see <c>lessons/lint.yaml</c>.</summary>
internal sealed class CourseLinter(string folder, CourseContent course)
{
    private const string Settings = "course.yaml";

    private readonly LintRules _rules = LintRulesReader.Read(folder, course);
    private readonly CourseFolder _folder = new(folder, new());

    /// <summary>Looks at everything.</summary>
    /// <param name="mails">Every mail of the course, composed.</param>
    public LintReport Look(IReadOnlyList<LintedMail> mails)
    {
        var lessons = course.Lessons.Select(lesson => LintedText.Of(lesson, course, Source(lesson.Template.Body.File))).ToList();
        var others = course.Mails.Select(mail => LintedText.Of(mail, course)).ToList();
        var pages = new[] { course.Pages.Landing, course.Pages.Privacy }.Select(page =>
            LintedText.Of(page, course, Source(page.Body.File))
        );
        IReadOnlyList<LintFinding> findings =
        [
            .. lessons
                .Concat(others)
                .Concat(pages)
                .SelectMany(Check)
                .Concat(CheckSettings())
                .Concat(mails.Select(mail => new MailParts(mail)).SelectMany(Check))
                .Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line),
        ];
        return new(
            [.. lessons.Concat(others).Select(text => LintRow.Of(text, text.OnLockScreen[0].Text, _rules.Limits, findings))],
            findings
        );
    }

    private IEnumerable<LintFinding> Check(LintedText text) =>
        [
            .. LengthRules.Check(text, _rules.Limits),
            .. WordRules.Check(text, _rules),
            .. LessonContentRules.Check(text, _rules),
            .. LinkRules.Check(text, course, _rules),
        ];

    private IEnumerable<LintFinding> Check(MailParts parts) =>
        [
            .. FooterRules.Check(parts, course, _rules),
            .. PartParityRules.Check(parts, course.Layout),
            .. ContrastRules.Check(parts, course.Layout, _folder.Show("mail/mail.css"), _rules.Limits.Contrast),
            .. parts
                .Html.QuerySelectorAll("img:not([alt])")
                .Select(_ => new LintFinding(
                    course.Layout.Html.File,
                    CourseFile.LineIn(course.Layout.Html.Source, "<img"),
                    "an image has no alt",
                    "Say in it what the image shows, or leave it empty: alt=\"\"."
                )),
        ];

    private IEnumerable<LintFinding> CheckSettings()
    {
        var (settings, file) = (course.Settings, _folder.Read(Settings)!);
        Passage[] senders =
        [
            Said(settings.Sender.Lessons.Name),
            Said(settings.Sender.Confirmations.Name),
            .. Maybe(settings.ReplyTo?.Name),
        ];
        Passage[] others =
        [
            Said(settings.Title),
            Said(settings.Tagline),
            Said(settings.Consent.Wording),
            .. Maybe(settings.Invitation?.Text),
        ];
        return WordRules.CheckSettings(senders, others, _rules);

        Passage Said(string words) => new(file.Path, file.LineOf(words), words);

        IEnumerable<Passage> Maybe(string? words) => words is null ? [] : [Said(words)];
    }

    // "lessons/01-x.md" is "01-x.md" in its folder.
    private CourseFile Source(string shown) => _folder.Read(shown[(shown.IndexOf('/', StringComparison.Ordinal) + 1)..])!;
}
