using EmailCourse.Links;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Sends subscribers all that is stored of them, as a file.</summary>
internal sealed class ManageDataEndpoint(SubscriberStore subscribers, PersonalLinkReader links)
{
    public async Task<IResult> SendAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Manage);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        if (await subscribers.FindAsync(link.Id, context.RequestAborted) is not { State: not SubscriberState.Moved } subscriber)
        {
            return links.Gone();
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.File(SubscriberData.Of(subscriber).ToJson(), "application/json; charset=utf-8", "my-course.json");
    }
}
