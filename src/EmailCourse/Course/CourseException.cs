namespace EmailCourse.Course;

/// <summary>
/// Thrown when a course cannot be used. The message lists everything wrong with it, one <c>file:line: text</c> per line.
/// </summary>
public sealed class CourseException : Exception
{
    /// <param name="message">The finished lines.</param>
    public CourseException(string message)
        : base(message) { }
}
