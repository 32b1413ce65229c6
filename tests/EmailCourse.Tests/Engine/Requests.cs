using System.Text;
using System.Text.Json;
using EmailCourse.Answers;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Tests.Engine;

/// <summary>Requests as browsers, programs and mail programs send them.</summary>
internal static class Requests
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";

    public static Task<DefaultHttpContext> PostAsync(
        this TestEngine engine,
        string endpoint,
        string contentType,
        byte[] body,
        string token = ""
    ) =>
        engine.CallAsync(
            endpoint,
            context =>
            {
                context.Request.ContentType = contentType;
                context.Request.ContentLength = body.Length;
                context.Request.Body = new MemoryStream(body);
                context.Request.QueryString = token.Length > 0 ? QueryString.Create("t", token) : default;
            }
        );

    public static Task<DefaultHttpContext> PostJsonAsync(this TestEngine engine, string json) =>
        engine.PostAsync("SignUp", "application/json", Encoding.UTF8.GetBytes(json));

    public static Task<DefaultHttpContext> PostFormAsync(
        this TestEngine engine,
        string endpoint,
        params (string Name, string Value)[] fields
    ) => engine.PostAsync(endpoint, UrlEncoded, Form(fields));

    public static Task<DefaultHttpContext> OpenAsync(
        this TestEngine engine,
        string endpoint,
        string token = "",
        string? slug = null
    ) =>
        engine.CallAsync(
            endpoint,
            context =>
            {
                context.Request.QueryString = token.Length > 0 ? QueryString.Create("t", token) : default;
                context.Request.RouteValues["slug"] = slug;
            }
        );

    public static string TokenFor(
        this TestEngine engine,
        LinkPurpose purpose,
        string email = People.Ana,
        Instant? expires = null,
        SignUpDetails? typed = null,
        string? lesson = null
    ) =>
        engine
            .Get<LinkTokenSigner>()
            .Sign(
                purpose,
                engine.IdOf(email),
                expires,
                purpose switch
                {
                    LinkPurpose.Confirm => (typed ?? new(FirstName.None, People.Schedule())).ToBytes(),
                    LinkPurpose.Read => Encoding.UTF8.GetBytes(lesson ?? TestEngine.Lessons[0].Value),
                    LinkPurpose.Answer => new AnswerTicket(new string('a', 32), TestEngine.Lessons[0]).ToBytes(),
                    LinkPurpose.Refuse => engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(email)).ToBytes(),
                    _ => [],
                }
            );

    public static byte[] Form(params (string Name, string Value)[] fields) =>
        Encoding.ASCII.GetBytes(
            string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))
        );

    public static string Text(this HttpContext context)
    {
        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body, Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>The names of the fields that a problem+json blames.</summary>
    public static IReadOnlyList<string> BlamedFields(this HttpContext context)
    {
        using var problem = JsonDocument.Parse(context.Text());
        return problem.RootElement.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateObject().Select(field => field.Name)]
            : [];
    }
}
