namespace EmailCourse.Course;

/// <summary>
/// Thrown when a course cannot be used. The message lists everything wrong with it, one <c>file:line: text</c> per line.
/// </summary>
public sealed class CourseException : Exception
{
    internal CourseException(IReadOnlyList<CourseProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Everything wrong with it, by file and line; at least one.</summary>
    public IReadOnlyList<CourseProblem> Problems { get; }
}
