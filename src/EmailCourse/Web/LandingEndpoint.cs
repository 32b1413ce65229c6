using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Shows the pages that are the same for everybody.</summary>
internal sealed class LandingEndpoint(
    CoursePageFactory pages,
    FormTokenSigner formTokens,
    HumanCheck humanCheck,
    PageResultFactory results
)
{
    // A cache keeps it for minutes, and its form is good for a day.
    public Task<IResult> Show()
    {
        var form = new SignUpForm { Token = formTokens.Sign() };
        var page = pages.CreateLanding(form, new SignUpErrors()) with { HumanCheck = humanCheck.Widget };
        return Task.FromResult(results.Public(page));
    }

    public Task<IResult> ShowCheckYourInbox() => Task.FromResult(results.Public(new CheckYourInboxPage()));

    public Task<IResult> ShowPrivacy() =>
        Task.FromResult(results.Public(pages.CreatePrivacy() with { HumanCheckCompany = humanCheck.Widget?.Company }));
}
