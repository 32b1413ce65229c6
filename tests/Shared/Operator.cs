using System.Net;
using EmailCourse.Local.Startup;
using EmailCourse.Web.Desk;
using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>The operator of the local run, at the desk.</summary>
internal sealed class Operator(CourseSite site, Sandbox sandbox)
{
    /// <summary>The cookie of the session, as the browser sends it back; empty before signing in.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Asks for the link and presses its button.</summary>
    public async Task SignInAsync()
    {
        using var entered = await PostAsync("desk/enter", ("t", (await AskForLinkAsync()).Query["?t=".Length..]));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Cookie = entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    /// <summary>Asks for a link and opens the email with it.</summary>
    public async Task<Uri> AskForLinkAsync()
    {
        using var asked = await PostAsync("desk/sign-in", ("email", LocalSettings.Operator));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var message = await sandbox.OpenAsync((await sandbox.InboxAsync(LocalSettings.Operator))[^1]);
        return new(message.TextBody!.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)).Trim());
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    /// <summary>Posts a form, with the token of the session.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(
            HttpMethod.Post,
            path,
            new FormUrlEncodedContent(
                fields
                    .Append((DeskGate.FormField, DeskSession.FormTokenOf(Cookie.Split('=', 2)[^1])))
                    .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
            )
        );

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Cookie.Length > 0)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
