using EmailCourse.Web.Desk;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Tests.Engine;

/// <summary>The desk as an operator's browser uses it.</summary>
internal static class DeskRequests
{
    public const string Operator = "author@example.org";
    public const string Key = "thirty-two-or-more-random-letters";

    /// <summary>Signs in with the key.</summary>
    /// <returns>The cookie as the browser sends it back.</returns>
    public static async Task<string> SignInAsync(this TestEngine engine) =>
        CookieOf(await engine.PostFormAsync("DeskSignIn", ("key", Key)));

    /// <summary>The cookie that an answer sets, as the browser sends it back.</summary>
    public static string CookieOf(HttpContext answer) => answer.Response.Headers.SetCookie.ToString().Split(';')[0];

    /// <summary>What a form of that session carries.</summary>
    public static string FormTokenOf(string cookie) => DeskSession.FormTokenOf(cookie.Split('=', 2)[1]);

    public static Task<DefaultHttpContext> OpenAtDeskAsync(this TestEngine engine, string endpoint, string cookie) =>
        engine.CallAsync(endpoint, context => context.Request.Headers.Cookie = cookie);

    /// <summary>Posts a form of the session's own.</summary>
    public static Task<DefaultHttpContext> PostAtDeskAsync(
        this TestEngine engine,
        string endpoint,
        string cookie,
        params (string Name, string Value)[] fields
    ) => engine.PostAtDeskAsync(endpoint, cookie, Requests.Form([.. fields, (DeskGate.FormField, FormTokenOf(cookie))]));

    public static Task<DefaultHttpContext> PostAtDeskAsync(this TestEngine engine, string endpoint, string cookie, byte[] form) =>
        engine.CallAsync(
            endpoint,
            context =>
            {
                context.Request.Headers.Cookie = cookie;
                context.Request.ContentType = Requests.UrlEncoded;
                context.Request.ContentLength = form.Length;
                context.Request.Body = new MemoryStream(form);
            }
        );
}
