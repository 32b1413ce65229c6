namespace EmailCourse.Course;

/// <summary>One lesson.</summary>
/// <param name="Slug">Its identity, which stays when lessons are added or moved.</param>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Title">Its name.</param>
/// <param name="ContentNote">What a reader may want to know before reading on; null for most.</param>
/// <param name="Words">What it says, as templates.</param>
internal sealed record Lesson(LessonSlug Slug, int Number, string Title, string? ContentNote, MailTemplate Words)
{
    /// <summary>The subject as the author wrote it, variables and all.</summary>
    public string Subject => Words.Subject.Source;

    /// <summary>The preview line as the author wrote it, variables and all.</summary>
    public string Preheader => Words.Preheader.Source;
}
