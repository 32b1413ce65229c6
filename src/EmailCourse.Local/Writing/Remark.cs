using EmailCourse.Course;
using EmailCourse.Linting;

namespace EmailCourse.Local.Writing;

/// <summary>Something to mend in a text.</summary>
/// <param name="File">The text's path in the folder of the course; empty if it is about the folder.</param>
/// <param name="Line">The line in it, from 1; 0 for the text as a whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What its author can do about it; empty where the message says it.</param>
internal sealed record Remark(string File, int Line, string Message, string Fix)
{
    public static Remark Of(CourseProblem problem) => new(InFolder(problem.File), problem.Line, problem.Message, "");

    public static Remark Of(LintFinding finding) => new(InFolder(finding.File), finding.Line, finding.Message, finding.Fix);

    // "lessons/01-x.md" is "01-x.md" in its folder.
    private static string InFolder(string shown) => shown[(shown.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
