using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Stops all mail to a subscriber: by the button of a page, or by the one-click POST of mail programs (RFC 8058), which sends no
/// cookie and follows no redirect.
/// </summary>
internal sealed class UnsubscribeEndpoint(Unsubscribe unsubscribe, PersonalLinkReader links, PageResultFactory results)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Unsubscribe);
        return link.Refusal ?? results.Personal(new UnsubscribePage("/" + Routes.Unsubscribe, link.Token));
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Unsubscribe);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        await unsubscribe.HandleAsync(link.Id);
        return results.Personal(new UnsubscribedPage());
    }
}
