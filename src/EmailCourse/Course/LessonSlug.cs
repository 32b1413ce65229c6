namespace EmailCourse.Course;

/// <summary>Identifies a lesson, also when its place changes: the part of its file name after the number.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens.</param>
internal readonly record struct LessonSlug(string Value)
{
    /// <summary>The key of the lesson's mail.</summary>
    public MailKey Mail => new(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
