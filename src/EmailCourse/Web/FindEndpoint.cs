using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Sends whoever has lost it the way to their own page. The answer never tells whether an address is known.</summary>
internal sealed class FindEndpoint(
    SendManageLink sendManageLink,
    FormGate gate,
    AnswerTime answerTime,
    RefusedFormCounter refused,
    CourseMetrics metrics,
    PageResultFactory results
)
{
    private const string Form = "find";

    public static readonly MessagePage SentPage = new(
        "Please look in your inbox",
        "If this address takes the course, an email with the way to your own page is on its way to it. It comes once a week at "
            + "most: if we sent one within the last days, that is the one to look for, perhaps among spam or promotions. Whoever "
            + "has stopped gets nothing from here; the links in older emails still work.",
        "Back to the course",
        SiteLinks.Relative.Home
    );

    private readonly PrerenderedPage _page = results.Prerender(new FindPage(""));

    public Task<IResult> Show() => Task.FromResult(_page.Answer());

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!await gate.LetInAsync(context, Form))
        {
            return Closed();
        }

        var (form, _) = await FormBodyReader.ReadAsync(context);
        var typed = form?.Last("email") ?? "";
        if (!EmailAddress.TryParse(typed, out var address, out var problem))
        {
            await refused.CountAsync(Form, FormRefusal.Mistake);
            return results.Personal(new FindPage(typed, problem), StatusCodes.Status400BadRequest);
        }

        var isOpen = await answerTime.SpendAsync(async () =>
        {
            if (!await gate.LetFindAsync(context))
            {
                return false;
            }

            await sendManageLink.HandleAsync(address);
            metrics.FormAccepted(Form);
            return true;
        });
        return isOpen ? results.Personal(SentPage) : Closed();
    }

    private IResult Closed() => results.Personal(FormGate.ClosedPage, StatusCodes.Status429TooManyRequests);
}
