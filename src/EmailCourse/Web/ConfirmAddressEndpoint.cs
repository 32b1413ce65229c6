using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Moves a subscriber's course to the address whose owner presses the button of the mail that asked them. Opening the link
/// changes nothing, and a program that submits the form ticks no box.
/// </summary>
internal sealed class ConfirmAddressEndpoint(ConfirmAddress confirmAddress, PersonalLinkReader links, PageResultFactory results)
{
    public static readonly MessagePage ConfirmedPage = new(
        "Your emails now come here",
        "Everything moves along: your place, your hour, your pace, and what you have received. It takes a few minutes at most. "
            + "Your old address gets one last email that says so. The links in older emails no longer open your page; your next "
            + "email brings new ones. You can close this page.",
        "Front page",
        SiteLinks.Relative.Home
    );

    public static readonly MessagePage NothingToMovePage = new(
        "There is nothing to move",
        "Either this address gets our emails already, or whoever asked has stopped them since. Nothing has changed.",
        "Front page",
        SiteLinks.Relative.Home
    );

    private const string Action = "/" + Routes.ConfirmAddress;
    private const string SureField = "sure";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.ConfirmAddress);
        return link.Refusal ?? results.Personal(new ConfirmAddressPage(Action, link.Token, IsUnticked: false));
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.ConfirmAddress);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        if (!link.Form.ContainsKey(SureField))
        {
            var page = new ConfirmAddressPage(Action, link.Token, IsUnticked: true);
            return results.Personal(page, StatusCodes.Status400BadRequest);
        }

        return await confirmAddress.HandleAsync(link.Id) == ConfirmAddressOutcome.Confirmed
            ? results.Personal(ConfirmedPage)
            : results.Personal(NothingToMovePage, StatusCodes.Status410Gone);
    }
}
