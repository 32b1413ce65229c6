using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Shows a subscriber their own course, and does what they ask for there. The link in every mail opens it, without a password.
/// </summary>
internal sealed class ManageEndpoint(
    SubscriberStore subscribers,
    ChangeSchedule changeSchedule,
    ChangeFirstName changeFirstName,
    Pause pause,
    Resume resume,
    SkipLesson skipLesson,
    GoBack goBack,
    SendLastAgain sendLastAgain,
    StartOver startOver,
    Unsubscribe unsubscribe,
    UndoUnsubscribe undoUnsubscribe,
    Erase erase,
    PersonalLinkReader links,
    ManagePageFactory pages,
    PageResultFactory results,
    IClock clock
)
{
    public static readonly MessagePage ErasedPage = new(
        "Everything is erased",
        "We have deleted all we kept about you. Nothing more is sent to you. We wish you well.",
        "Front page",
        SiteLinks.Relative.Home
    );

    private const string DoneField = "done";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Manage);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        return await subscribers.FindAsync(link.Id, context.RequestAborted) is { } subscriber
            ? results.Personal(Page(subscriber, link.Token, context.Request.Query[DoneField].FirstOrDefault() ?? ""))
            : links.Gone();
    }

    /// <summary>Does what was asked for, and leads back to the page, which reloading then shows again.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Manage);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        if (await subscribers.FindAsync(link.Id, CancellationToken.None) is not { } subscriber)
        {
            return links.Gone();
        }

        var input = new ManageInput(link.Form);
        var (act, errors) = input.Validate();
        if (act is null)
        {
            var page = Page(subscriber, link.Token);
            return results.Personal(
                page with
                {
                    Form = input.ToForm(page.Form),
                    Errors = errors,
                },
                StatusCodes.Status400BadRequest
            );
        }

        var done = await DoAsync(link.Id, act) ? act.Name : $"{ManagePageFactory.Nothing}-{act.Name}";
        return act is ManageAct.Erase
            ? results.Personal(ErasedPage)
            : new SeeOtherResult($"/{Routes.Manage}?t={link.Token}&{DoneField}={done}");
    }

    private ManagePage Page(Subscriber subscriber, string token, string done = "") =>
        pages.Create(subscriber, token, clock.GetCurrentInstant(), done);

    // The acts that depend on what the page showed tell whether it still held.
    private async Task<bool> DoAsync(SubscriberId id, ManageAct act)
    {
        switch (act)
        {
            case ManageAct.Skip skip:
                return await skipLesson.HandleAsync(id, skip.Lesson);
            case ManageAct.Back back:
                return await goBack.HandleAsync(id, back.Lesson);
            case ManageAct.Again:
                return await sendLastAgain.HandleAsync(id);
            case ManageAct.UndoStop:
                return await undoUnsubscribe.HandleAsync(id);
            default:
                await WhateverTheStateAsync(id, act);
                return true;
        }
    }

    private Task WhateverTheStateAsync(SubscriberId id, ManageAct act) =>
        act switch
        {
            ManageAct.StartOver => startOver.HandleAsync(id),
            ManageAct.Reschedule wanted => changeSchedule.HandleAsync(id, wanted.Schedule),
            ManageAct.Pause { Days: { } days } => pause.HandleAsync(id, days),
            ManageAct.Pause => pause.HandleAsync(id),
            ManageAct.Resume => resume.HandleAsync(id),
            ManageAct.Rename wanted => changeFirstName.HandleAsync(id, wanted.FirstName),
            ManageAct.Stop => unsubscribe.HandleAsync(id),
            ManageAct.Erase => erase.HandleAsync(id),
            _ => throw new InvalidOperationException($"Nothing does {act}."),
        };
}
