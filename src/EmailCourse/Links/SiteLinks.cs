using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Web;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Links;

/// <summary>The addresses that stand in mails and pages.</summary>
internal sealed class SiteLinks(LinkTokens tokens, IOptions<EmailCourseOptions> options)
{
    private readonly string _site = options.Value.SiteUrl!.GetLeftPart(UriPartial.Authority);

    public string Site => _site + "/";

    public string Privacy => $"{_site}/{Routes.Privacy}";

    /// <summary>The list's name in <c>List-Id</c> (RFC 2919).</summary>
    public string ListId => $"course.{options.Value.SiteUrl!.Host}";

    public string Confirm(SubscriberId id, Instant expires) =>
        $"{_site}/{Routes.Confirm}?t={tokens.Sign(LinkPurpose.Confirm, id, expires)}";

    public string Unsubscribe(SubscriberId id) => $"{_site}/{Routes.Unsubscribe}?t={tokens.Sign(LinkPurpose.Unsubscribe, id)}";

    public string Lesson(SubscriberId id, LessonSlug lesson) =>
        $"{_site}/{Routes.LessonFolder}/{lesson}?t={tokens.Sign(LinkPurpose.Read, id)}";
}
