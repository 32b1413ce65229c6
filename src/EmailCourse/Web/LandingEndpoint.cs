using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>The pages that look the same to everybody.</summary>
internal sealed class LandingEndpoint(PageResultFactory pages, CoursePageFactory models)
{
    public Task<IResult> Show() => Task.FromResult(pages.Public(models.Landing(new SignUpForm(), new SignUpErrors())));

    public Task<IResult> ShowCheckYourInbox() => Task.FromResult(pages.Public(new CheckYourInboxPage()));

    public Task<IResult> ShowPrivacy() => Task.FromResult(pages.Public(models.Privacy()));
}
