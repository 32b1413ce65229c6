using EmailCourse.Course.Loading;

namespace EmailCourse.Course;

/// <summary>The course, loaded and validated once at start. Immutable.</summary>
internal sealed class CourseContent
{
    private readonly Dictionary<LessonSlug, Lesson> _bySlug;

    public CourseContent(
        CourseSettings settings,
        IReadOnlyList<Lesson> lessons,
        IReadOnlyList<MailTemplate> mails,
        CoursePages pages,
        MailLayout layout
    )
    {
        (Settings, Lessons, Mails, Pages, Layout) = (settings, lessons, mails, pages, layout);
        _bySlug = lessons.ToDictionary(lesson => lesson.Slug);
    }

    /// <summary>What <c>course.yaml</c> says.</summary>
    public CourseSettings Settings { get; }

    /// <summary>The lessons in today's order; at least one.</summary>
    public IReadOnlyList<Lesson> Lessons { get; }

    /// <summary>The mails around the lessons.</summary>
    public IReadOnlyList<MailTemplate> Mails { get; }

    public CoursePages Pages { get; }

    public MailLayout Layout { get; }

    /// <summary>Loads the folder.</summary>
    /// <exception cref="CourseException">Something in it is wrong; the message lists everything that is.</exception>
    public static CourseContent Load(string folder) => CourseLoader.Load(folder);

    /// <summary>The lesson of that slug, or null when it is not, or no longer, part of the course.</summary>
    public Lesson? Find(LessonSlug slug) => _bySlug.GetValueOrDefault(slug);

    /// <summary>The first lesson in today's order that is not among the received, or null when the course is complete.</summary>
    public Lesson? NextAfter(IReadOnlySet<LessonSlug> received) =>
        Lessons.FirstOrDefault(lesson => !received.Contains(lesson.Slug));
}
