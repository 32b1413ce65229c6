using System.Runtime.CompilerServices;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmailCourse.Functions;

/// <summary>
/// Serves the engine's endpoints as functions, each open to anybody: links carry the engine's own tokens, and SendGrid signs.
/// </summary>
public static class WebFunctions
{
    // An empty route would mean the function's name.
    private const string Root = "{ignored:maxlength(0)?}";

    private const string Get = "GET";
    private const string Head = "HEAD";
    private const string Post = "POST";

    [Function(nameof(Landing))]
    public static Task<IResult> Landing(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Root)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(SignUp))]
    public static Task<IResult> SignUp(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.SignUp)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(CheckYourInbox))]
    public static Task<IResult> CheckYourInbox(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.CheckYourInbox)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowConfirm))]
    public static Task<IResult> ShowConfirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Confirm)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Confirm))]
    public static Task<IResult> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Confirm)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowConfirmAddress))]
    public static Task<IResult> ShowConfirmAddress(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.ConfirmAddress)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ConfirmAddress))]
    public static Task<IResult> ConfirmAddress(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.ConfirmAddress)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowUnsubscribe))]
    public static Task<IResult> ShowUnsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Unsubscribe)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Unsubscribe))]
    public static Task<IResult> Unsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Unsubscribe)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowRefuse))]
    public static Task<IResult> ShowRefuse(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Refuse)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Refuse))]
    public static Task<IResult> Refuse(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Refuse)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowFind))]
    public static Task<IResult> ShowFind(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Find)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Find))]
    public static Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Find)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowManage))]
    public static Task<IResult> ShowManage(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Manage)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Manage))]
    public static Task<IResult> Manage(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Manage)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ManageData))]
    public static Task<IResult> ManageData(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.ManageData)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Lesson))]
    public static Task<IResult> Lesson(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Lesson)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowAnswer))]
    public static Task<IResult> ShowAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Answer)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(CountAnswer))]
    public static Task<IResult> CountAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Answer)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Privacy))]
    public static Task<IResult> Privacy(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Privacy)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Health))]
    public static Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Health)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Asset))]
    public static Task<IResult> Asset(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Asset)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(SecurityTxt))]
    public static Task<IResult> SecurityTxt(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.SecurityTxt)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(SendGridEvents))]
    public static Task<IResult> SendGridEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.SendGridEvents)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowDeskSignIn))]
    public static Task<IResult> ShowDeskSignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.DeskSignIn)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskSignIn))]
    public static Task<IResult> DeskSignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.DeskSignIn)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowDeskEnter))]
    public static Task<IResult> ShowDeskEnter(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.DeskEnter)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskEnter))]
    public static Task<IResult> DeskEnter(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.DeskEnter)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskSignOut))]
    public static Task<IResult> DeskSignOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.DeskSignOut)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowDesk))]
    public static Task<IResult> ShowDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.Desk)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(Desk))]
    public static Task<IResult> Desk(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.Desk)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowDeskReaders))]
    public static Task<IResult> ShowDeskReaders(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.DeskReaders)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskReaders))]
    public static Task<IResult> DeskReaders(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.DeskReaders)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(ShowDeskLists))]
    public static Task<IResult> ShowDeskLists(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.DeskLists)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskLists))]
    public static Task<IResult> DeskLists(
        [HttpTrigger(AuthorizationLevel.Anonymous, Post, Route = Routes.DeskLists)] HttpRequest request
    ) => Answer(request);

    [Function(nameof(DeskTable))]
    public static Task<IResult> DeskTable(
        [HttpTrigger(AuthorizationLevel.Anonymous, Get, Head, Route = Routes.DeskTable)] HttpRequest request
    ) => Answer(request);

    private static Task<IResult> Answer(HttpRequest request, [CallerMemberName] string endpoint = "") =>
        CourseEndpoints.HandleAsync(endpoint, request.HttpContext);
}
