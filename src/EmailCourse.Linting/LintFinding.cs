namespace EmailCourse.Linting;

/// <summary>A place where the course breaks one of its rules.</summary>
/// <param name="File">The file as every message about the course names it, such as <c>lessons/01-not-too-much.md</c>.</param>
/// <param name="Line">The line in it, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What the author can do about it.</param>
public sealed record LintFinding(string File, int Line, string Message, string Fix)
{
    /// <summary>The finding on one line: <c>file:line: message. fix</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Message}. {Fix}";
}
