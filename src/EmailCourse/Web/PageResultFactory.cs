using System.Text;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Creates answers that are pages.</summary>
internal sealed class PageResultFactory(PageRenderer renderer)
{
    /// <summary>Prepares a page that is the same for everybody.</summary>
    public PrerenderedPage Prerender(Page page) => new(renderer, page);

    /// <summary>Creates an answer for one person, which no cache may keep.</summary>
    public IResult Personal(Page page, int status = StatusCodes.Status200OK) =>
        new PageResult(Encoding.UTF8.GetBytes(renderer.Render(page)), status, isPersonal: true, page.ForeignSources);
}
