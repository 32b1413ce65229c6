namespace EmailCourse.Course;

/// <summary>Something for which a course cannot be used.</summary>
/// <param name="File">The file as every message about the course names it, such as <c>lessons/01-not-too-much.md</c>.</param>
/// <param name="Line">The line in it, from 1; 0 for the file as a whole.</param>
/// <param name="Message">What is wrong, on one line.</param>
public sealed record CourseProblem(string File, int Line, string Message)
{
    /// <summary>The problem on one line: <c>file:line: message</c>.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}: {Message}";
}
