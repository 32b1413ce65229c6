using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Sends whoever has lost it the way to their own page. The answer never tells whether an address is known.</summary>
internal sealed class FindEndpoint(
    SendManageLink sendManageLink,
    NetworkQuota quota,
    AnswerTime answerTime,
    PageResultFactory results
)
{
    public static readonly MessagePage SentPage = new(
        "Please look in your inbox",
        "If this address takes the course, an email with the way to your own page is on its way to it. It comes once a week at "
            + "most, so an earlier one may be the last: please look among spam or promotions too.",
        "Back to the course",
        SiteLinks.Relative.Home
    );

    public Task<IResult> Show() => Task.FromResult(results.Public(new FindPage("")));

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var (form, _) = await FormBodyReader.ReadAsync(context);
        var typed = form?.Last("email") ?? "";
        if (!EmailAddress.TryParse(typed, out var address, out var problem))
        {
            return results.Personal(new FindPage(typed, problem), StatusCodes.Status400BadRequest);
        }

        if (!await quota.TryTakeAsync(context))
        {
            return results.Personal(SignUpEndpoint.TooManyPage, StatusCodes.Status429TooManyRequests);
        }

        await answerTime.SpendAsync(() => sendManageLink.HandleAsync(address));
        return results.Personal(SentPage);
    }
}
