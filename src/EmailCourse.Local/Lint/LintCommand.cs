using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Course.Linting;
using EmailCourse.Local.Startup;
using EmailCourse.Mail;
using Microsoft.Extensions.Options;

namespace EmailCourse.Local.Lint;

/// <summary>Reads the author's words and says what to mend. Starts nothing.</summary>
internal static class LintCommand
{
    public const string Name = "lint";

    // Mails are composed for a site of this name; none is asked.
    private static readonly Uri Site = new("https://course.example/");

    /// <returns>The exit code: 0 when nothing is found, 1 when something is, 2 when the course does not load.</returns>
    /// <exception cref="FlagException">A flag is unknown or misses its value.</exception>
    /// <exception cref="StartException">There is no repository to find <c>lessons/</c> in.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        var folder = FolderOf(args) ?? Path.Combine(Repository.Find(), "lessons");
        try
        {
            var report = Look(folder);
            await output.WriteAsync(Table(report));
            return report.Findings.Count == 0 ? 0 : 1;
        }
        catch (CourseException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 2;
        }
    }

    /// <exception cref="CourseException">The course or its <c>lint.yaml</c> does not load.</exception>
    internal static LintReport Look(string folder)
    {
        var course = CourseContent.Load(folder);
        var linter = new CourseLinter(folder, course);
        var composer = new MailComposer(course, Options.Create(new EmailCourseOptions { SiteUrl = Site }));
        return linter.Look([
            .. course
                .Lessons.Select(lesson => lesson.Slug.Mail)
                .Concat(course.Mails.Select(mail => mail.Key))
                .Select(composer.Compose)
                .Select(mail => new LintedMail(
                    mail.Key,
                    mail.Subject,
                    mail.Html,
                    mail.Text,
                    SubstitutionTags.AsVariables.UnsubscribeLink
                )),
        ]);
    }

    private static string? FolderOf(IReadOnlyList<string> args) =>
        args.SelectMany(arg => arg.Split('=', 2)).ToList() switch
        {
            [] => null,
            ["--lessons", { Length: > 0 } folder] => Path.GetFullPath(folder),
            _ => throw new FlagException($"{Name} knows one flag: --lessons DIR."),
        };

    private static string Table(LintReport report)
    {
        var width = report.Rows.Max(row => row.Name.Length);
        var lines = report.Rows.Select(row =>
            Line(
                width,
                row.Name,
                $"{row.Words}",
                $"{row.Minutes}",
                row.Grade.ToString("0.0", CultureInfo.InvariantCulture),
                $"{row.LongestSentence}",
                $"{row.Findings}",
                row.Subject
            )
        );
        return string.Join(
            '\n',
            [
                Line(width, "lesson", "words", "minutes", "grade", "longest", "findings", "subject"),
                .. lines,
                "",
                .. report.Findings.Select(finding => finding.ToString()),
                report.Findings.Count == 0 ? "Nothing to mend." : $"{report.Findings.Count} to mend.",
                "",
            ]
        );
    }

    private static string Line(
        int width,
        string name,
        string words,
        string minutes,
        string grade,
        string longest,
        string findings,
        string subject
    ) => $"{name.PadRight(width)}  {words, 5}  {minutes, 7}  {grade, 5}  {longest, 7}  {findings, 8}  {subject}";
}
