namespace EmailCourse.Course;

/// <summary>A lesson of the course.</summary>
/// <param name="Slug">Its identity.</param>
/// <param name="Number">Its place in the course, from 1.</param>
/// <param name="Title">The heading inside the mail.</param>
/// <param name="ContentNote">What a reader may want to know before reading on, or null.</param>
/// <param name="Template">Its mail.</param>
internal sealed record Lesson(LessonSlug Slug, int Number, string Title, string? ContentNote, MailTemplate Template)
{
    /// <summary>The place of the house that it lights, or null for the usual one.</summary>
    public string? Place { get; init; }

    /// <summary>Whether it promises to be the last mail: whoever received it receives no lesson that is added later.</summary>
    public bool IsFinal { get; init; }
}
