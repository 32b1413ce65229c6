using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Creates answers that are pages.</summary>
internal sealed class PageResultFactory(PageRenderer renderer)
{
    /// <summary>Creates an answer that is the same for everybody and that caches may keep.</summary>
    public IResult Public(Page page) =>
        new PageResult(renderer.Render(page), StatusCodes.Status200OK, isPersonal: false, page.ForeignSources);

    /// <summary>Creates an answer for one person, which no cache may keep.</summary>
    public IResult Personal(Page page, int status = StatusCodes.Status200OK) =>
        new PageResult(renderer.Render(page), status, isPersonal: true, page.ForeignSources);
}
