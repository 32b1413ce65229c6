using System.Globalization;
using EmailCourse.Course;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>Puts together what the pages of the writing table show.</summary>
internal sealed class TextModelFactory(LessonsFolder folder, RunningCourse running)
{
    public static string HrefOf(string file) => $"/sandbox/write/text?file={Uri.EscapeDataString(file)}";

    /// <summary>All texts of a kind.</summary>
    public IReadOnlyList<ListedText> List(CourseState state, CourseTextKind kind)
    {
        using var course = running.Use();
        return List(state, kind, course);
    }

    public IReadOnlyList<Problem> Problems(CourseState state)
    {
        var written = folder.Texts.Select(text => text.File).ToHashSet();
        return
        [
            .. state.Problems.Select(problem => new Problem(
                problem.File.Length == 0 ? "The folder of the course"
                    : problem.Line > 0 ? $"{problem.File}, line {problem.Line}"
                    : problem.File,
                written.Contains(problem.File) ? HrefOf(problem.File) : null,
                $"{problem.Message} {problem.Fix}".TrimEnd()
            )),
        ];
    }

    /// <summary>The page of a text with the words in its file.</summary>
    public TextModel Create(CourseState state, CourseText text, WrittenText written, TextView view)
    {
        using var course = running.Use();
        var preview = new TextPreview(course, folder);
        var siblings = List(state, text.Kind, course);
        var at = Array.FindIndex(siblings, each => each.File == text.File);
        if (at < 0)
        {
            throw new FileNotFoundException($"{text.File} has just gone from the folder of the course.");
        }

        var mail = preview.Mail(text);
        return new()
        {
            Version = state.Version,
            File = text.File,
            Href = HrefOf(text.File),
            Title = siblings[at].Title,
            Words = written.Words,
            Fingerprint = written.Fingerprint,
            Problems = Problems(state),
            Notes = Notes(state, text, written.Words.Split('\n')),
            IsChecked = state.Check.IsWhole,
            View = view,
            Views = TextView.For(text.Kind),
            Mail = mail is null
                ? null
                : new(mail.From.Mailboxes.First().Name ?? "", mail.Subject ?? "", preview.Preheader(text), mail.TextBody ?? ""),
            Frame = mail is not null || preview.Page(text) is not null ? FrameOf(text, view, state) : null,
            Previous = siblings.ElementAtOrDefault(at - 1),
            Next = siblings.ElementAtOrDefault(at + 1),
            HasFormer = folder.HasFormer(text, written.Fingerprint),
        };
    }

    /// <summary>The page of words that could not be saved, since their file cannot be looked at.</summary>
    public TextModel Keep(CourseState state, string file, SaveForm form, string said) =>
        new()
        {
            Version = state.Version,
            File = file,
            Href = HrefOf(file),
            Title = file,
            Words = form.Words,
            Fingerprint = form.Fingerprint,
            Problems = Problems(state),
            Notes = [],
            IsChecked = false,
            View = TextView.Of(null, null, CourseTextKind.Setting),
            Views = [],
            Said = said,
            IsRefused = true,
        };

    private static string FrameOf(CourseText text, TextView view, CourseState state) =>
        $"/sandbox/write/frame?file={Uri.EscapeDataString(text.File)}&on={view.On}&light={view.Light}&of={state.Version}";

    private static Note[] Notes(CourseState state, CourseText text, string[] lines)
    {
        return [.. On(state.Problems, isProblem: true), .. On(state.Check.Findings, isProblem: false)];

        IEnumerable<Note> On(IEnumerable<Remark> remarks, bool isProblem) =>
            remarks
                .Where(remark => remark.File == text.File)
                .Select(remark => new Note(
                    remark.Line,
                    lines.ElementAtOrDefault(remark.Line - 1)?.Trim() ?? "",
                    remark.Message,
                    remark.Fix,
                    isProblem
                ));
    }

    private ListedText[] List(CourseState state, CourseTextKind kind, LoadedCourse course)
    {
        var preview = new TextPreview(course, folder);
        return
        [
            .. folder
                .Texts.Where(text => text.Kind == kind)
                .Select(text => new ListedText(
                    text.File,
                    HrefOf(text.File),
                    TitleOf(text, preview.Lesson(text)),
                    Detail(state, text),
                    state.Check.Findings.Count(finding => finding.File == text.File),
                    state.Problems.Any(problem => problem.File == text.File)
                )),
        ];
    }

    private static string TitleOf(CourseText text, Lesson? lesson) =>
        lesson is not null
            ? string.Create(CultureInfo.InvariantCulture, $"{lesson.Number}. {lesson.Title}")
            : text.File switch
            {
                "mail/confirm.md" => "Please confirm",
                "mail/reminder.md" => "Please confirm, once more",
                "mail/already-subscribed.md" => "Already subscribed",
                "mail/confirm-address.md" => "Confirm the new address",
                "mail/address-changed.md" => "Address changed",
                "pages/landing.md" => "Landing page",
                "pages/privacy.md" => "Privacy page",
                "course.yaml" => "Settings of the course",
                "lint.yaml" => "Rules for your words",
                "sign-up/disposable-domains.txt" => "Mailboxes that last for hours",
                "sign-up/reserved-names.txt" => "Addresses of offices and machines",
                "boxes/practice.md" => "The end of every practice",
                _ => text.File,
            };

    private string Detail(CourseState state, CourseText text) =>
        state.Check.Rows.FirstOrDefault(row => row.Name == folder.Show(text.File)) is { } row
            ? $"{row.Subject} · {row.Words} words, {row.Minutes} min"
            : "";
}
