using System.Text;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Mail;

/// <summary>
/// Creates the links by which a subscriber reads a lesson in the browser. Each opens one lesson and works for a while only, for
/// mails are passed on.
/// </summary>
internal sealed class LessonLinkFactory(LinkTokenSigner tokens, IOptions<EmailCourseOptions> options, IClock clock)
{
    private readonly Duration _validity = Duration.FromDays(options.Value.LessonLinkDays);

    /// <summary>Returns the path and query.</summary>
    public string Create(SubscriberId reader, LessonSlug lesson)
    {
        var expires = clock.GetCurrentInstant() + _validity;
        var token = tokens.Sign(LinkPurpose.Read, reader, expires, Encoding.UTF8.GetBytes(lesson.Value));
        return $"/{Routes.LessonFolder}/{lesson}?t={token}";
    }

    /// <summary>Whether a link that carries <paramref name="content"/> opens that lesson.</summary>
    public static bool Opens(ReadOnlySpan<byte> content, LessonSlug lesson) =>
        content.SequenceEqual(Encoding.UTF8.GetBytes(lesson.Value));
}
