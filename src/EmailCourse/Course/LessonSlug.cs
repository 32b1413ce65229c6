namespace EmailCourse.Course;

/// <summary>The stable identity of a lesson: the part of its file name after the number.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens.</param>
internal readonly record struct LessonSlug(string Value)
{
    /// <summary>The mail that carries the lesson.</summary>
    public MailKey Mail => new(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
