namespace EmailCourse.Course;

/// <summary>One lesson.</summary>
public sealed record Lesson
{
    internal Lesson(LessonSlug slug, int number, string title, string? contentNote, MailWords words) =>
        (Slug, Number, Title, ContentNote, Words) = (slug, number, title, contentNote, words);

    /// <summary>Its identity, which stays when lessons are added or moved.</summary>
    public LessonSlug Slug { get; }

    /// <summary>Its place in the order, from 1.</summary>
    public int Number { get; }

    /// <summary>Its name.</summary>
    public string Title { get; }

    /// <summary>What a reader may want to know before reading on; null for most.</summary>
    public string? ContentNote { get; }

    /// <summary>The subject as the author wrote it, variables and all.</summary>
    public string Subject => Words.Subject.Source;

    /// <summary>The preview line as the author wrote it, variables and all.</summary>
    public string Preheader => Words.Preheader.Source;

    internal MailWords Words { get; }
}
