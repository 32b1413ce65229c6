using AngleSharp.Html.Parser;
using EmailCourse.Audit;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Tests.Engine;
using EmailCourse.Web;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web.Desk;

public sealed class OverviewTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_page_shows_every_lesson_and_every_table_with_its_file()
    {
        await _engine.BecomeActiveAsync();
        var cookie = await _engine.SignInAsync();

        var page = new HtmlParser().ParseDocument((await _engine.OpenAtDeskAsync("ShowDesk", cookie)).Text());

        Assert.Equal(TestEngine.Lessons.Count, page.QuerySelectorAll(".cards li").Length);
        Assert.Equal(84 * 3, page.QuerySelectorAll(".bars rect").Length);
        var files = page.QuerySelectorAll("details a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(page.QuerySelectorAll("details table").Length, files.Count);
        foreach (var file in files)
        {
            var csv = await FileAsync(file.Split('/')[^1], cookie);
            Assert.Equal("text/csv; charset=utf-8", csv.Response.ContentType);
            Assert.Equal("no-store", csv.Response.Headers.CacheControl);
        }
    }

    [Fact]
    public async Task A_file_holds_what_the_table_shows()
    {
        await _engine.BecomeActiveAsync();
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf());
        var cookie = await _engine.SignInAsync();

        var file = await FileAsync("lessons.csv", cookie);
        var lines = file.Text().Split("\r\n");

        Assert.StartsWith(
            "Lesson,Received,Paused after,Stopped after,Completed,Came late,Useful,",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal("1. Not too much,1,1,0,0,0,–,–,–", lines[1]);
        Assert.Equal((TestEngine.Lessons.Count + 2, ""), (lines.Length, lines[^1]));
        // By its first bytes Excel knows UTF-8.
        Assert.Equal([0xEF, 0xBB, 0xBF], ((MemoryStream)file.Response.Body).ToArray()[..3]);
    }

    [Theory]
    [InlineData("none.csv")]
    [InlineData("lessons")]
    [InlineData("..")]
    public async Task There_is_no_other_file(string name) =>
        Assert.Equal(404, (await FileAsync(name, await _engine.SignInAsync())).Response.StatusCode);

    [Fact]
    public async Task Files_are_for_operators_alone() => Assert.Equal(303, (await FileAsync("days.csv", "")).Response.StatusCode);

    [Fact]
    public async Task The_page_tells_nobodys_address()
    {
        await _engine.BecomeActiveAsync();

        var page = (await _engine.OpenAtDeskAsync("ShowDesk", await _engine.SignInAsync())).Text();

        Assert.DoesNotContain("ana@", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_engine.IdOf().ToString(), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counting_again_leads_back_to_the_page()
    {
        var cookie = await _engine.SignInAsync();
        await _engine.OpenAtDeskAsync("ShowDesk", cookie);
        await _engine.BecomeActiveAsync();

        var answer = await _engine.PostAtDeskAsync("Desk", cookie, ("act", "count"));

        Assert.Equal((303, "/desk"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        Assert.Contains("1. Not too much,1,", (await FileAsync("lessons.csv", cookie)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_brake_is_pulled_the_page_says_why_and_a_press_lets_sending_go_on()
    {
        var store = _engine.Get<BrakeStore>();
        var pulled = new PulledBrake(TestEngine.Start, BrakeCause.Complaints, 7, 2000);
        await store.TryPullAsync(await store.ReadAsync(TestToken.Current), pulled, TestToken.Current);
        var cookie = await _engine.SignInAsync();
        const string Why = "since 2026-03-27 12:00 UTC: 7 of the 2,000 emails of two days were called spam";

        Assert.Contains(Why, (await _engine.OpenAtDeskAsync("ShowDesk", cookie)).Text(), StringComparison.Ordinal);
        await _engine.PostAtDeskAsync("Desk", cookie, ("act", "resume"));

        Assert.Null(await store.FindAsync(TestToken.Current));
        var acts = await _engine.Get<AuditLog>().ReadLastAsync(50, TestToken.Current);
        Assert.Equal("Let sending go on after the brake", Assert.Single(acts).Act);
        Assert.DoesNotContain(
            "Nothing is sent at present",
            (await _engine.OpenAtDeskAsync("ShowDesk", cookie)).Text(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task A_rate_of_bounces_that_is_too_high_is_seen(int bounces, int bad)
    {
        await _engine.BecomeActiveAsync("reads@example.org");
        for (var number = 0; number < bounces; number++)
        {
            await _engine.BecomeActiveAsync("gone@example.org");
            await _engine.SuppressAsync("gone@example.org");
        }

        var page = new HtmlParser().ParseDocument(
            (await _engine.OpenAtDeskAsync("ShowDesk", await _engine.SignInAsync())).Text()
        );

        Assert.Equal(bad, page.QuerySelectorAll(".bad").Length);
    }

    [Fact]
    public async Task What_SendGrid_answered_and_which_forms_were_not_taken_are_told()
    {
        _engine.Provider.Answer = _ => new SendOutcome.Throttled(Duration.FromMinutes(1));
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await _engine.Get<RefusedFormCounter>().CountAsync("sign-up", FormRefusal.TooFast);
        var cookie = await _engine.SignInAsync();

        Assert.Equal("Answer,Calls\r\nThrottled,1\r\n", (await FileAsync("calls.csv", cookie)).Text());
        Assert.Equal("Reason,Forms\r\nToo fast,1\r\n", (await FileAsync("refused-forms.csv", cookie)).Text());
    }

    private Task<Microsoft.AspNetCore.Http.DefaultHttpContext> FileAsync(string name, string cookie) =>
        _engine.CallAsync(
            "DeskTable",
            context =>
            {
                context.Request.Headers.Cookie = cookie;
                context.Request.RouteValues["table"] = name;
            }
        );
}
