using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>The button of the confirmation mail. Opening the link changes nothing, for scanners open links; pressing the button does.</summary>
internal sealed class ConfirmEndpoint(Confirm confirm, PersonalLinkReader links, PageResultFactory pages)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var token = await PersonalLinkReader.TokenAsync(context);
        var (_, refusal) = links.Read(token, LinkPurpose.Confirm);
        return refusal ?? pages.Personal(new ConfirmPage("/" + Routes.Confirm, token));
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var (id, refusal) = links.Read(await PersonalLinkReader.TokenAsync(context), LinkPurpose.Confirm);
        if (refusal is not null)
        {
            return refusal;
        }

        return await confirm.HandleAsync(id) switch
        {
            ConfirmOutcome.Confirmed => pages.Personal(new ConfirmedPage()),
            ConfirmOutcome.Stopped => links.Stopped(),
            _ => links.Gone(),
        };
    }
}
