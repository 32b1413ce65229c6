using EmailCourse.Course.Markup;

namespace EmailCourse.Course;

/// <summary>The names each kind of text may use.</summary>
internal static class Vocabulary
{
    private static readonly string[] Names = ["greeting", "comma_name"];

    private static readonly string[] Everywhere =
    [
        "site_link",
        "privacy_link",
        "course",
        "course.title",
        "course.tagline",
        "course.author",
        "course.practice",
        "course.lesson_count",
    ];

    public static readonly IReadOnlyList<string> Page = Everywhere;

    public static readonly IReadOnlyList<string> Lesson =
    [
        .. Names,
        "lesson_link",
        "unsubscribe_link",
        "lesson.number",
        "lesson.total",
        "lesson.title",
        .. Everywhere,
    ];

    public static readonly IReadOnlyList<string> Layout = TemplateValues.NamesOf(typeof(LayoutValues));

    // Whoever signs up chooses the address these go to and the name in the form: with a name inside, they would carry a stranger's words.
    private static readonly string[] Unconfirmed = ["confirm_link", "unsubscribe_link", .. Everywhere];

    private static readonly string[] Subscribed = [.. Names, "unsubscribe_link", .. Everywhere];

    public static IReadOnlyList<string> Mail(MailKey key) => key == MailKey.AlreadySubscribed ? Subscribed : Unconfirmed;
}
