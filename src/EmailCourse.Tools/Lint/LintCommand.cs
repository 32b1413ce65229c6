using System.CommandLine;
using EmailCourse.Course;
using EmailCourse.Linting;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.CommandLine;

namespace EmailCourse.Tools.Lint;

/// <summary>Checks the words of a course and prints what to fix.</summary>
internal sealed class LintCommand : ToolCommand
{
    private readonly Option<string?> _lessons = FolderOption.Create(
        "--lessons",
        "The folder of the course. Without it: the folder 'lessons' of this project."
    );

    public LintCommand()
        : base("lint", "Checks your words: length, reading grade, words that hurry or shame, claims, links, colours.")
    {
        Add(_lessons);
        SetAction(result =>
            RunAsync(result.GetValue(_lessons), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error)
        );
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [("", "Check the course:"), ("--lessons drafts", "Check a course in another folder:")];

    /// <returns>The exit code: 0 when there is nothing to fix, 1 when there is, 2 when the course does not load.</returns>
    /// <exception cref="StartException">No folder is given, and there is no repository around to find one in.</exception>
    private static async Task<int> RunAsync(string? folder, TextWriter output, TextWriter errors)
    {
        folder ??= Path.Combine(RepositoryRoot.Find(), "lessons");
        try
        {
            var report = CourseLinter.Lint(folder);
            await output.WriteAsync(LintTable.Format(report));
            return report.Findings.Count == 0 ? 0 : 1;
        }
        catch (CourseException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
