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
    private readonly PrerenderedPage _landing = results.Prerender(
        pages.CreateLanding(new SignUpForm { Token = PrerenderedPage.TokenPlaceholder }, new SignUpErrors()) with
        {
            HumanCheck = humanCheck.Widget,
        }
    );

    private readonly PrerenderedPage _checkYourInbox = results.Prerender(new CheckYourInboxPage());

    private readonly PrerenderedPage _privacy = results.Prerender(
        pages.CreatePrivacy() with
        {
            HumanCheckCompany = humanCheck.Widget?.Company,
        }
    );

    // A cache keeps it for minutes, and its form is good for a day.
    public Task<IResult> Show() => Task.FromResult(_landing.Answer(formTokens.Sign()));

    public Task<IResult> ShowCheckYourInbox() => Task.FromResult(_checkYourInbox.Answer());

    public Task<IResult> ShowPrivacy() => Task.FromResult(_privacy.Answer());
}
