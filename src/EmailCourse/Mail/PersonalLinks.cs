using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Mail;

/// <summary>The links that are one person's own.</summary>
internal sealed class PersonalLinks(LinkTokenSigner tokens, IOptions<EmailCourseOptions> options)
{
    private readonly string _site = options.Value.SiteUrl!.GetLeftPart(UriPartial.Authority);

    /// <summary>What a mail says to one recipient alone.</summary>
    public RecipientValues ValuesOf(DueRow due) =>
        new(
            due.Recipient.FirstName.Value,
            Unsubscribe(due.Id),
            due.ConfirmBefore is { } expires ? Confirm(due.Id, expires) : null,
            due.Due.Mail.IsLesson ? Lesson(due.Id, due.Due.Mail.Lesson) : null
        );

    /// <summary>What a lesson in the browser says to its reader.</summary>
    public RecipientValues ValuesOf(Recipient reader, LessonSlug lesson) =>
        new(reader.FirstName.Value, Unsubscribe(reader.Id), LessonLink: Lesson(reader.Id, lesson));

    public string Unsubscribe(SubscriberId id) => $"{_site}/{Routes.Unsubscribe}?t={tokens.Sign(LinkPurpose.Unsubscribe, id)}";

    private string Confirm(SubscriberId id, Instant expires) =>
        $"{_site}/{Routes.Confirm}?t={tokens.Sign(LinkPurpose.Confirm, id, expires)}";

    private string Lesson(SubscriberId id, LessonSlug lesson) =>
        $"{_site}/{Routes.LessonFolder}/{lesson}?t={tokens.Sign(LinkPurpose.Read, id)}";
}
