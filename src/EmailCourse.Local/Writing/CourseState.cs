using EmailCourse.Linting;

namespace EmailCourse.Local.Writing;

/// <summary>What is known of the folder of the course since it last changed.</summary>
/// <param name="version">Tells this state from every other, of other runs of the program too.</param>
/// <param name="problems">Why the folder cannot be used, so that the course before it runs on; empty if it runs.</param>
/// <param name="check">Checks the words.</param>
internal sealed class CourseState(string version, IReadOnlyList<Remark> problems, Func<CourseCheck> check)
{
    // Nobody looks at most states, and checking takes longer than reading.
    private readonly Lazy<CourseCheck> _check = new(check);

    public string Version => version;

    public IReadOnlyList<Remark> Problems => problems;

    public CourseCheck Check => _check.Value;
}

/// <summary>What the linter has to say.</summary>
/// <param name="Rows">The figures of lessons and mails; empty if the words could not be checked.</param>
/// <param name="Findings">By file and line.</param>
/// <param name="IsWhole">Whether everything was checked; if not, the findings say why, or the course cannot be read.</param>
internal sealed record CourseCheck(IReadOnlyList<LintRow> Rows, IReadOnlyList<Remark> Findings, bool IsWhole = true);
