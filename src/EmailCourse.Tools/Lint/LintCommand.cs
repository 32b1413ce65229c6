using System.CommandLine;
using EmailCourse.Course;
using EmailCourse.Linting;
using EmailCourse.Tools.CommandLine;
using NodaTime;
using NodaTime.Extensions;

namespace EmailCourse.Tools.Lint;

/// <summary>Checks the words of a course and prints what to fix.</summary>
internal sealed class LintCommand : ToolCommand
{
    private readonly Option<string?> _lessons = LessonsOption.Create();
    private readonly Option<string?> _before = FolderOption.Create(
        "--before",
        "The folder of the course as it was, to find lessons whose slug has disappeared."
    );

    public LintCommand()
        : base("lint", "Checks your words: length, reading grade, words that hurry or shame, claims, links, colours.")
    {
        Add(_lessons);
        Add(_before);
        SetAction(result => RunAsync(result.FolderOf(_lessons), result.GetValue(_before), result.InvocationConfiguration.Output));
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("", "Check the course:"),
            ("--lessons drafts", "Check a course in another folder:"),
            ("--lessons drafts --before lessons", "Also find lessons that the draft no longer has:"),
        ];

    /// <returns>The exit code: 0 when there is nothing to fix, 1 when there is.</returns>
    /// <exception cref="CourseException">The course does not load.</exception>
    private static async Task<int> RunAsync(string folder, string? before, TextWriter output)
    {
        var report = CourseLinter.Lint(folder, SystemClock.Instance.InUtc().GetCurrentDate(), before);
        await output.WriteAsync(LintTable.Format(report));
        return report.Findings.Count == 0 ? 0 : 1;
    }
}
