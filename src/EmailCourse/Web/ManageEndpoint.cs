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
    ChangeAddress changeAddress,
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
    AddressPolicy addresses,
    FormGate gate,
    AnswerTime answerTime,
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
    private const string Nothing = ManagePageFactory.Nothing + "-";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Manage);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        return await subscribers.FindAsync(link.Id, context.RequestAborted) is { State: not SubscriberState.Moved } subscriber
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

        if (await subscribers.FindAsync(link.Id, CancellationToken.None) is not { State: not SubscriberState.Moved } subscriber)
        {
            return links.Gone();
        }

        var input = new ManageInput(link.Form);
        var (act, errors) = input.Validate(subscriber.Recipient.Email, addresses);
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

        if (act is ManageAct.ChangeAddress wanted && !await TryChangeAddressAsync(context, link.Id, wanted.Address))
        {
            return results.Personal(FormGate.ClosedPage, StatusCodes.Status429TooManyRequests);
        }

        var done = act is ManageAct.ChangeAddress || await DoAsync(link.Id, act);
        return act is not ManageAct.Erase
                ? new SeeOtherResult($"/{Routes.Manage}?t={link.Token}&{DoneField}={(done ? "" : Nothing)}{act.Name}")
            : done ? results.Personal(ErasedPage)
            : links.Gone();
    }

    // The new address is anybody's until its owner confirms it, as one that is typed into the sign-up form.
    private Task<bool> TryChangeAddressAsync(HttpContext context, SubscriberId id, EmailAddress address) =>
        answerTime.SpendAsync(async () =>
        {
            if (await gate.LetSignUpAsync(context, address, isTrapped: false) is not { } places)
            {
                return false;
            }

            await changeAddress.HandleAsync(id, address, places);
            return true;
        });

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
            case ManageAct.Erase:
                return await erase.HandleAsync(id);
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
            _ => throw new InvalidOperationException($"Nothing does {act}."),
        };
}
