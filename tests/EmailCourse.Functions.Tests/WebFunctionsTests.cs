using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EmailCourse.Links;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class WebFunctionsTests
{
    public static TheoryData<string> Names { get; } = [.. CourseEndpoints.All.Select(endpoint => endpoint.Name)];

    // As the worker puts prefix and route together.
    [Theory]
    [InlineData("/", true)]
    [InlineData("/privacy", false)]
    public void The_route_of_the_landing_page_is_the_root_and_nothing_below(string path, bool isIt)
    {
        var template = new RouteTemplate(RoutePatternFactory.Parse($"/{HeadFunction.Named("Landing").Trigger["route"]}"));
        var values = new RouteValueDictionary();

        var matches = new TemplateMatcher(template, []).TryMatch(path, values) && (values["ignored"] as string ?? "").Length == 0;

        Assert.Equal(isIt, matches);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_function_answers_as_the_endpoint_of_its_name_does(string name)
    {
        var expected = await AnswerAsync(name, context => CourseEndpoints.All.Single(each => each.Name == name).Handle(context));

        var answer = await AnswerAsync(name, HeadFunction.Named(name).AnswerAsync);

        Assert.Equal(expected, answer);
    }

    // Two endpoints that answer alike could be mistaken for each other without the test above noticing.
    [Fact]
    public async Task No_two_endpoints_answer_alike()
    {
        var answers = new List<string>();
        foreach (var endpoint in CourseEndpoints.All)
        {
            answers.Add(await AnswerAsync(endpoint.Name, endpoint.Handle));
        }

        Assert.Equal(answers.Count, answers.Distinct().Count());
    }

    private static async Task<string> AnswerAsync(string name, Func<HttpContext, Task<IResult>> handle)
    {
        using var engine = new TestEngine(WithQueue);
        await engine.SignUpAsync();
        var context = new DefaultHttpContext { RequestServices = engine.Get<IServiceProvider>() };
        context.Request.Method = CourseEndpoints.All.Single(each => each.Name == name).Methods[0];
        context.Request.QueryString = QueryString.Create("t", Token(engine, name)).Add("a", "yes");
        context.Request.RouteValues["slug"] = TestEngine.Lessons[0].ToString();
        context.Request.RouteValues["file"] = "site.css";
        context.Request.RouteValues["table"] = "days.csv";
        await SignInAsync(engine, context);
        using var body = new MemoryStream();
        context.Response.Body = body;

        await (await handle(context)).ExecuteAsync(context);

        return $"{context.Response.StatusCode} {context.Response.Headers.Location}\n{Encoding.UTF8.GetString(body.ToArray())}";
    }

    private static async Task SignInAsync(TestEngine engine, HttpContext context)
    {
        var cookie = await engine.SignInAsync();
        context.Request.Headers.Cookie = cookie;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Request.ContentType = Requests.UrlEncoded;
            context.Request.Body = new MemoryStream(Requests.Form((DeskGate.FormField, DeskRequests.FormTokenOf(cookie))));
        }
    }

    private static string Token(TestEngine engine, string name) =>
        engine.TokenFor(
            name.EndsWith("Confirm", StringComparison.Ordinal) ? LinkPurpose.Confirm
            : name.EndsWith("ConfirmAddress", StringComparison.Ordinal) ? LinkPurpose.ConfirmAddress
            : name.EndsWith("Unsubscribe", StringComparison.Ordinal) ? LinkPurpose.Unsubscribe
            : name.EndsWith("Refuse", StringComparison.Ordinal) ? LinkPurpose.Refuse
            : name.Contains("Manage", StringComparison.Ordinal) ? LinkPurpose.Manage
            : name.EndsWith("Answer", StringComparison.Ordinal) ? LinkPurpose.Answer
            : LinkPurpose.Read
        );

    private static void WithQueue(IServiceCollection services)
    {
        var queue = Substitute.For<QueueClient>();
        queue.GetPropertiesAsync().ReturnsForAnyArgs(Response.FromValue<QueueProperties>(null!, null!));
        services.AddSingleton(queue);
    }
}
