using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>A loaded and validated course. Immutable.</summary>
internal sealed class CourseContent
{
    private readonly Dictionary<LessonSlug, Lesson> _bySlug;

    public CourseContent(
        CourseSettings settings,
        IReadOnlyList<Lesson> lessons,
        IReadOnlyList<MailTemplate> mails,
        CoursePages pages,
        MailLayout layout,
        CourseTemplate practiceEnd,
        RefusedAddresses refusedAddresses
    )
    {
        (Settings, Lessons, Mails, Pages) = (settings, lessons, mails, pages);
        (Layout, PracticeEnd, RefusedAddresses) = (layout, practiceEnd, refusedAddresses);
        _bySlug = lessons.ToDictionary(lesson => lesson.Slug);
    }

    public CourseSettings Settings { get; }

    /// <summary>The lessons in the order they are sent; at least one.</summary>
    public IReadOnlyList<Lesson> Lessons { get; }

    /// <summary>The mails that are no lessons.</summary>
    public IReadOnlyList<MailTemplate> Mails { get; }

    public CoursePages Pages { get; }

    public MailLayout Layout { get; }

    /// <summary>The Markdown that ends every practice: the way out of it.</summary>
    public CourseTemplate PracticeEnd { get; }

    public RefusedAddresses RefusedAddresses { get; }

    /// <summary>Loads the course in a folder.</summary>
    /// <exception cref="CourseException">
    /// Something in the folder is missing or wrong; the message lists everything that is.
    /// </exception>
    public static CourseContent Load(string folder) => CourseLoader.Load(folder);

    /// <summary>Returns the lesson of that slug, or null if the course has none, or no longer.</summary>
    public Lesson? Find(LessonSlug slug) => _bySlug.GetValueOrDefault(slug);
}
