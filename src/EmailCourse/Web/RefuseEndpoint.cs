using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Lets the owner of an address that somebody typed into the form say never again, by the button of a page or by the one-click
/// POST of mail programs (RFC 8058), and take it back by the same link.
/// </summary>
internal sealed class RefuseEndpoint(Refuse refuse, PersonalLinkReader links, PageResultFactory results)
{
    public static readonly MessagePage LiftedPage = new(
        "You are welcome again",
        "We may write to this address again if somebody signs up with it. Nothing comes by itself.",
        "To the course",
        SiteLinks.Relative.Home
    );

    public static readonly MessagePage StillClosedPage = new(
        "This address stays closed",
        "Your “never again” is taken back. There is another reason why we do not write to this address: an email to it came "
            + "back, was reported as unwanted, or its owner had everything erased. For lessons, please use another address.",
        "To the course",
        SiteLinks.Relative.Home
    );

    private const string Action = "/" + Routes.Refuse;
    private const string LiftField = "lift";
    private const string SureField = "sure";
    private const string OneClickField = "List-Unsubscribe";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Refuse);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        return results.Personal(
            await refuse.IsRefusedAsync(MailboxId.FromBytes(link.Content))
                ? new RefusedPage(Action, link.Token)
                : new RefusePage(Action, link.Token, IsUnticked: false)
        );
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Refuse);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        var mailbox = MailboxId.FromBytes(link.Content);
        if (link.Form.ContainsKey(LiftField))
        {
            return results.Personal(await refuse.LiftAsync(link.Id, mailbox) ? LiftedPage : StillClosedPage);
        }

        // Nothing is ticked beforehand: a scanner that submits the page's form must not shut its reader out.
        if (!link.Form.ContainsKey(OneClickField) && !link.Form.ContainsKey(SureField))
        {
            return results.Personal(new RefusePage(Action, link.Token, IsUnticked: true), StatusCodes.Status400BadRequest);
        }

        await refuse.HandleAsync(link.Id, mailbox);
        return results.Personal(new RefusedPage(Action, link.Token));
    }
}
