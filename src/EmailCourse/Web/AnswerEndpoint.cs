using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Takes answers to the question at the end of a lesson. It learns neither who answers nor, without a press, that anybody looked.
/// </summary>
internal sealed class AnswerEndpoint(
    AnswerStore answers,
    CourseContent course,
    PersonalLinkReader links,
    PageResultFactory results
)
{
    public static readonly MessagePage CountedPage = new(
        "Thank you",
        "Your answer is part of a number now. What we keep does not say whose it was. You can close this page."
    );

    public static readonly MessagePage CountedBeforePage = new(
        "We have your answer",
        "Thank you. Each email counts once, so nothing was added. You can close this page."
    );

    public static readonly MessagePage NotAskedPage = new(
        "We do not ask this any more",
        "Thank you for wanting to tell us. This course does not count answers at the moment, so there is nothing to press here. "
            + "If you would like to say something, you can reply to any email from us."
    );

    private const string AnswerField = "a";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Answer);
        var (request, refusal) = Read(link, context.Request.Query[AnswerField].FirstOrDefault() ?? "");
        return request is null
            ? refusal!
            : results.Personal(new AnswerPage("/" + Routes.Answer, link.Token, request.Value.Answer.Value));
    }

    public async Task<IResult> CountAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Answer);
        var (request, refusal) = Read(link, link.Form.Last(AnswerField));
        if (request is not var (ticket, answer))
        {
            return refusal!;
        }

        return results.Personal(await answers.TryCountAsync(ticket, answer) ? CountedPage : CountedBeforePage);
    }

    private ((AnswerTicket Ticket, LessonAnswer Answer)? Request, IResult? Refusal) Read(PersonalLink link, string answer)
    {
        if (link.Refusal is not null)
        {
            return (null, link.Refusal);
        }

        if (!course.Settings.AsksIfUseful)
        {
            return (null, results.Personal(NotAskedPage, StatusCodes.Status410Gone));
        }

        return (AnswerTicket.Read(link.Content), LessonAnswer.Find(answer)) is ({ } ticket, { } given)
            ? ((ticket, given), null)
            : (null, links.Invalid());
    }
}
