namespace EmailCourse.Course;

/// <summary>The values that words can name; which of them a text may use is <see cref="Vocabulary"/>'s business.</summary>
internal sealed record WordValues
{
    public required string Greeting { get; init; }

    public required string CommaName { get; init; }

    public required string ConfirmLink { get; init; }

    public required string UnsubscribeLink { get; init; }

    public required string LessonLink { get; init; }

    public required string SiteLink { get; init; }

    public required string PrivacyLink { get; init; }

    public required CourseFacts Course { get; init; }

    public LessonFacts? Lesson { get; init; }
}

/// <summary>What templates can say about the course.</summary>
internal sealed record CourseFacts(
    string Title,
    string Tagline,
    string? Author,
    string? Practice,
    int LessonCount,
    IReadOnlyList<string> PostalAddress,
    Invitation? Invitation
)
{
    public static CourseFacts Of(CourseSettings settings, int lessons) =>
        new(
            settings.Title,
            settings.Tagline,
            settings.Author.Name,
            settings.Author.Practice,
            lessons,
            settings.PostalAddress,
            settings.Invitation
        );
}

/// <summary>What templates can say about a lesson.</summary>
internal sealed record LessonFacts(int Number, int Total, string Title, string? ContentNote)
{
    public static LessonFacts Of(Lesson lesson, int total) => new(lesson.Number, total, lesson.Title, lesson.ContentNote);
}
