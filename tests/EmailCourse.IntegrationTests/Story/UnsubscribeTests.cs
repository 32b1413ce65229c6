using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class UnsubscribeTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
    )]
    public async Task A_mail_program_s_one_click_post_stops_everything_at_once(string contentType, string body)
    {
        var fred = _run.Learner($"fred-{body.Length}@example.org");
        await fred.BeginAsync();
        var before = (await fred.MailsAsync()).Length;

        Assert.Equal(HttpStatusCode.OK, await PostAsync(await fred.OneClickAsync(), contentType, body, userAgent: "Any/1.0"));
        await _run.Sandbox.AdvanceAsync("P400D");

        Assert.Equal(before, (await fred.MailsAsync()).Length);
    }

    [Fact]
    public async Task A_one_click_post_may_come_again_and_again()
    {
        var gina = _run.Learner("gina@example.org");
        await gina.BeginAsync();
        var address = await gina.OneClickAsync();

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(
                HttpStatusCode.OK,
                await PostAsync(address, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")
            );
        }
    }

    [Fact]
    public async Task The_link_in_the_body_asks_first()
    {
        var hugo = _run.Learner("hugo@example.org");
        await hugo.BeginAsync();

        using var page = await _run.Site.GetAsync(await hugo.LinkAsync("unsubscribe"));
        await _run.Sandbox.AdvanceAsync("PT24H");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(
            "<form method=\"post\"",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await hugo.LessonsAsync()).Length);
    }

    [Fact]
    public async Task The_page_s_button_stops_everything()
    {
        var ines = _run.Learner("ines@example.org");
        await ines.BeginAsync();
        var link = new Uri(await ines.LinkAsync("unsubscribe"));

        using var button = new FormUrlEncodedContent([KeyValuePair.Create("t", link.Query["?t=".Length..])]);
        Assert.Equal(HttpStatusCode.OK, await _run.Site.PostForStatusAsync(link.AbsolutePath, button));
        await _run.Sandbox.AdvanceAsync("P400D");

        Assert.Single(await ines.LessonsAsync());
    }

    [Fact]
    public async Task Who_stops_before_confirming_is_not_reminded()
    {
        var jan = _run.Learner("jan@example.org");
        await jan.SignUpAsync();
        await _run.Sandbox.RunAsync();

        Assert.Equal(
            HttpStatusCode.OK,
            await PostAsync(await jan.OneClickAsync(), "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")
        );
        await _run.Sandbox.AdvanceAsync("P8D");

        Assert.Equal(["confirm"], await jan.MailKeysAsync());
    }

    private async Task<HttpStatusCode> PostAsync(string address, string contentType, string body, string? userAgent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using var answer = await _run.Site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
