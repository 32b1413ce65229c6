using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Starts the course of a subscriber who confirms the address. Opening the link changes nothing, because mail scanners open
/// links; pressing the button does.
/// </summary>
internal sealed class ConfirmEndpoint(Confirm confirm, PersonalLinkReader links, PageResultFactory results)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Confirm);
        return link.Refusal ?? results.Personal(new ConfirmPage("/" + Routes.Confirm, link.Token));
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Confirm);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        return await confirm.HandleAsync(link.Id) switch
        {
            ConfirmOutcome.Confirmed => results.Personal(new ConfirmedPage()),
            ConfirmOutcome.Stopped => links.Stopped(),
            _ => links.Gone(),
        };
    }
}
