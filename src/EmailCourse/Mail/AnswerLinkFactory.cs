using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Mail;

/// <summary>
/// Creates the links by which readers say whether a lesson was useful. No two are alike, and none tells whose it is.
/// </summary>
internal sealed class AnswerLinkFactory(LinkTokenSigner tokens, CourseContent course, IIdGenerator ids, IClock clock)
{
    /// <summary>
    /// Returns the path and query, to which a mail adds the answer; <see langword="null"/> if the course does not ask.
    /// </summary>
    public string? Create(LessonSlug lesson)
    {
        if (!course.Settings.AsksIfUseful)
        {
            return null;
        }

        var ticket = new AnswerTicket(ids.NewId(), lesson);
        var expires = AnswerTicket.EndAfter(clock.GetCurrentInstant());
        return $"/{Routes.Answer}?t={tokens.Sign(LinkPurpose.Answer, SubscriberId.Nobody, expires, ticket.ToBytes())}";
    }
}
