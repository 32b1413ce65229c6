using EmailCourse.Web.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Web;

/// <summary>The public endpoints of the course.</summary>
public static class CourseEndpoints
{
    /// <summary>All endpoints. A head serves exactly these.</summary>
    public static IReadOnlyList<CourseEndpoint> All { get; } =
    [
        Get<LandingEndpoint>("Landing", Routes.Landing, (endpoint, _) => endpoint.Show()),
        Post<SignUpEndpoint>("SignUp", Routes.SignUp, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<LandingEndpoint>("CheckYourInbox", Routes.CheckYourInbox, (endpoint, _) => endpoint.ShowCheckYourInbox()),
        Get<ConfirmEndpoint>("ShowConfirm", Routes.Confirm, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<ConfirmEndpoint>("Confirm", Routes.Confirm, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<ConfirmAddressEndpoint>(
            "ShowConfirmAddress",
            Routes.ConfirmAddress,
            (endpoint, context) => endpoint.ShowAsync(context)
        ),
        Post<ConfirmAddressEndpoint>(
            "ConfirmAddress",
            Routes.ConfirmAddress,
            (endpoint, context) => endpoint.HandleAsync(context)
        ),
        Get<UnsubscribeEndpoint>("ShowUnsubscribe", Routes.Unsubscribe, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<UnsubscribeEndpoint>("Unsubscribe", Routes.Unsubscribe, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<RefuseEndpoint>("ShowRefuse", Routes.Refuse, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<RefuseEndpoint>("Refuse", Routes.Refuse, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<FindEndpoint>("ShowFind", Routes.Find, (endpoint, _) => endpoint.Show()),
        Post<FindEndpoint>("Find", Routes.Find, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<ManageEndpoint>("ShowManage", Routes.Manage, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<ManageEndpoint>("Manage", Routes.Manage, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<ManageDataEndpoint>("ManageData", Routes.ManageData, (endpoint, context) => endpoint.SendAsync(context)),
        Get<LessonEndpoint>("Lesson", Routes.Lesson, (endpoint, context) => endpoint.ShowAsync(context)),
        Get<AnswerEndpoint>("ShowAnswer", Routes.Answer, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<AnswerEndpoint>("CountAnswer", Routes.Answer, (endpoint, context) => endpoint.CountAsync(context)),
        Get<LandingEndpoint>("Privacy", Routes.Privacy, (endpoint, _) => endpoint.ShowPrivacy()),
        Get<HealthEndpoint>("Health", Routes.Health, (endpoint, context) => endpoint.CheckAsync(context)),
        Get<AssetEndpoint>("Asset", Routes.Asset, (endpoint, context) => endpoint.Send(context)),
        Get<SecurityTxtEndpoint>("SecurityTxt", Routes.SecurityTxt, (endpoint, context) => endpoint.Send(context)),
        Post<SendGridEventsEndpoint>(
            "SendGridEvents",
            Routes.SendGridEvents,
            (endpoint, context) => endpoint.HandleAsync(context)
        ),
        Get<SignInEndpoint>("ShowDeskSignIn", Routes.DeskSignIn, (endpoint, _) => endpoint.Show()),
        Post<SignInEndpoint>("DeskSignIn", Routes.DeskSignIn, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<SignInEndpoint>("ShowDeskEnter", Routes.DeskEnter, (endpoint, context) => endpoint.ShowEnter(context)),
        Post<SignInEndpoint>("DeskEnter", Routes.DeskEnter, (endpoint, context) => endpoint.EnterAsync(context)),
        Post<SignInEndpoint>("DeskSignOut", Routes.DeskSignOut, (endpoint, context) => endpoint.SignOutAsync(context)),
        Get<OverviewEndpoint>("ShowDesk", Routes.Desk, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<OverviewEndpoint>("Desk", Routes.Desk, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<ReadersEndpoint>("ShowDeskReaders", Routes.DeskReaders, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<ReadersEndpoint>("DeskReaders", Routes.DeskReaders, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<ListsEndpoint>("ShowDeskLists", Routes.DeskLists, (endpoint, context) => endpoint.ShowAsync(context)),
        Post<ListsEndpoint>("DeskLists", Routes.DeskLists, (endpoint, context) => endpoint.HandleAsync(context)),
        Get<OverviewEndpoint>("DeskTable", Routes.DeskTable, (endpoint, context) => endpoint.SendTableAsync(context)),
    ];

    /// <summary>Handles a request with the endpoint of that name.</summary>
    /// <exception cref="InvalidOperationException">There is no endpoint of that name.</exception>
    public static Task<IResult> HandleAsync(string name, HttpContext context) =>
        All.Single(endpoint => endpoint.Name == name).Handle(context);

    private static CourseEndpoint Get<T>(string name, string route, Func<T, HttpContext, Task<IResult>> handle)
        where T : notnull => For(name, [HttpMethods.Get, HttpMethods.Head], route, handle);

    private static CourseEndpoint Post<T>(string name, string route, Func<T, HttpContext, Task<IResult>> handle)
        where T : notnull => For(name, [HttpMethods.Post], route, handle);

    private static CourseEndpoint For<T>(
        string name,
        IReadOnlyList<string> methods,
        string route,
        Func<T, HttpContext, Task<IResult>> handle
    )
        where T : notnull =>
        new(
            name,
            methods,
            route,
            context =>
            {
                context.RequestServices.GetRequiredService<SecurityHeaders>().AddTo(context.Response.Headers);
                return handle(context.RequestServices.GetRequiredService<T>(), context);
            }
        );
}
