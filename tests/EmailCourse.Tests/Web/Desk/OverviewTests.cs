using AngleSharp.Html.Parser;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
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

        var lines = (await FileAsync("lessons.csv", cookie)).Text().Split("\r\n");

        Assert.StartsWith(
            "Lesson,Received,Paused after,Stopped after,Completed,Came late,Useful,",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal("1. Not too much,1,1,0,0,0,–,–,–", lines[1]);
        Assert.Equal((TestEngine.Lessons.Count + 2, ""), (lines.Length, lines[^1]));
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
