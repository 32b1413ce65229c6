namespace EmailCourse.Course;

/// <summary>
/// The course cannot be used as it is. The message lists every problem, one per line, as <c>file:line: what and how to fix it</c>.
/// </summary>
public sealed class CourseException : Exception
{
    /// <summary>Creates the exception from finished problem lines.</summary>
    public CourseException(string message)
        : base(message) { }
}
