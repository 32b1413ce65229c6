using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>The way to stop: a page with one button, and the mail programs' own one-click POST (RFC 8058), which needs neither cookie nor page.</summary>
internal sealed class UnsubscribeEndpoint(Unsubscribe unsubscribe, PersonalLinkReader links, PageResultFactory pages)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var token = await PersonalLinkReader.TokenAsync(context);
        var (_, refusal) = links.Read(token, LinkPurpose.Unsubscribe);
        return refusal ?? pages.Personal(new UnsubscribePage("/" + Routes.Unsubscribe, token));
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var (id, refusal) = links.Read(await PersonalLinkReader.TokenAsync(context), LinkPurpose.Unsubscribe);
        if (refusal is not null)
        {
            return refusal;
        }

        await unsubscribe.HandleAsync(id);
        return pages.Personal(new UnsubscribedPage());
    }
}
