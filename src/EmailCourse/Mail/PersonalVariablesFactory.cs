using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Mail;

/// <summary>Creates the variables of one subscriber: the greeting, and links signed for nobody else.</summary>
internal sealed class PersonalVariablesFactory(
    LinkTokenSigner tokens,
    LessonLinkFactory lessons,
    AnswerLinkFactory answers,
    SubscriberIdFactory ids,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    private readonly string _site = options.Value.SiteUrl!.GetLeftPart(UriPartial.Authority);

    /// <summary>For the mail that is due.</summary>
    public PersonalVariables Create(DueRow due)
    {
        var now = clock.GetCurrentInstant();
        return TemplateVariablesFactory.CreatePersonal(
            due.Recipient.FirstName.Value,
            UnsubscribeLink(due.Id),
            due.ConfirmBefore(now) is { } expires ? ConfirmLink(due.Recipient, expires) : null,
            HasLesson(due.Mail) ? LessonLink(due.Id, due.Mail.Lesson) : null,
            due.Mail.IsUnsolicited ? RefuseLink(due.Recipient) : null,
            due.Mail.AsksToConfirm || due.Mail == MailKey.AddressChanged ? null : ManageLink(due.Id),
            due.ConfirmAddressBefore(now) is { } ends ? MoveLink(due.Id, ends) : null,
            HasLesson(due.Mail) && answers.Create(due.Mail.Lesson) is { } answer ? _site + answer : null
        );
    }

    /// <summary>
    /// For a lesson read in the browser. It names nobody and leads to nobody's own page, for the link to it is easily passed on.
    /// </summary>
    public PersonalVariables Create(SubscriberId reader, LessonSlug lesson) =>
        TemplateVariablesFactory.CreatePersonal(
            firstName: null,
            UnsubscribeLink(reader),
            lessonLink: LessonLink(reader, lesson),
            manageLink: $"{_site}/"
        );

    private static bool HasLesson(MailKey mail) => mail.IsLesson || mail.IsRepeat;

    private string UnsubscribeLink(SubscriberId id) =>
        $"{_site}/{Routes.Unsubscribe}?t={tokens.Sign(LinkPurpose.Unsubscribe, id)}";

    private string ConfirmLink(Recipient typed, Instant expires) =>
        $"{_site}/{Routes.Confirm}?t={tokens.Sign(LinkPurpose.Confirm, typed.Id, expires, typed.Details.ToBytes())}";

    private string MoveLink(SubscriberId id, Instant expires) =>
        $"{_site}/{Routes.ConfirmAddress}?t={tokens.Sign(LinkPurpose.ConfirmAddress, id, expires)}";

    private string RefuseLink(Recipient recipient)
    {
        var mailbox = ids.MailboxOf(recipient.Email).ToBytes();
        return $"{_site}/{Routes.Refuse}?t={tokens.Sign(LinkPurpose.Refuse, recipient.Id, content: mailbox)}";
    }

    private string ManageLink(SubscriberId id) => $"{_site}/{Routes.Manage}?t={tokens.Sign(LinkPurpose.Manage, id)}";

    private string LessonLink(SubscriberId id, LessonSlug lesson) => _site + lessons.Create(id, lesson);
}
