using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Shows the pages that are the same for everybody.</summary>
internal sealed class LandingEndpoint(CoursePageFactory pages, PageResultFactory results)
{
    public Task<IResult> Show() => Task.FromResult(results.Public(pages.CreateLanding(new SignUpForm(), new SignUpErrors())));

    public Task<IResult> ShowCheckYourInbox() => Task.FromResult(results.Public(new CheckYourInboxPage()));

    public Task<IResult> ShowPrivacy() => Task.FromResult(results.Public(pages.CreatePrivacy()));
}
