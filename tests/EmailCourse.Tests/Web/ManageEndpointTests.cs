using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EmailCourse.Links;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class ManageEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    private string Token => _engine.TokenFor(LinkPurpose.Manage);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_page_says_what_came_what_comes_and_when_on_the_reader_s_clock()
    {
        await _engine.BecomeActiveAsync();

        var page = await ShowAsync();

        Assert.Contains("tomorrow, Saturday, March 28, at 08:00", page.Body!.TextContent, StringComparison.Ordinal);
        var lesson = Assert.Single(page.QuerySelectorAll(".lessons a"));
        Assert.StartsWith("/lesson/not-too-much?t=", lesson.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_leads_back_to_the_page_which_says_what_was_done_and_offers_to_undo_it()
    {
        await _engine.BecomeActiveAsync();

        var page = await PressAsync(("act", "skip"), ("lesson", "what-happened"));

        Assert.Contains("is skipped", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var undo = page.QuerySelector("[role=status] form")!;
        Assert.Equal("what-happened", undo.QuerySelector("[name=lesson]")!.GetAttribute("value"));
        Assert.Equal("back", undo.QuerySelector("button")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("pause", "days", "3", nameof(SubscriberState.Paused), "resume")]
    [InlineData("stop", "", "", nameof(SubscriberState.Unsubscribed), "undo-stop")]
    public async Task Pause_and_stop_can_be_undone(string act, string field, string value, string state, string undo)
    {
        await _engine.BecomeActiveAsync();

        var page = await PressAsync(("act", act), (field, value));

        Assert.Equal(state, (await _engine.SubscriberAsync()).State.ToString());
        Assert.Equal(undo, page.QuerySelector("[role=status] button")!.GetAttribute("value"));
        await PressAsync(("act", undo));
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task Hour_zone_and_pace_are_saved_together_and_shown()
    {
        await _engine.BecomeActiveAsync();

        var page = await PressAsync(("act", "schedule"), ("hour", "21"), ("timeZone", "Asia/Calcutta"), ("pace", "weekly"));

        var schedule = (await _engine.SubscriberAsync()).Recipient.Schedule;
        Assert.Equal(("Asia/Calcutta", 21, Pace.Weekly), (schedule.Zone.Id, schedule.Hour, schedule.Pace));
        Assert.Equal("Asia/Calcutta", ((IHtmlSelectElement)page.GetElementById("time-zone")!).Value);
        Assert.Equal("21", ((IHtmlSelectElement)page.GetElementById("hour")!).Value);
        Assert.Equal("weekly", ((IHtmlSelectElement)page.GetElementById("pace")!).Value);
    }

    [Theory]
    [InlineData("again")]
    [InlineData("start-over")]
    [InlineData("pause", "days", "open")]
    [InlineData("name", "firstName", "Zoë")]
    [InlineData("address", "email", "new@example.org")]
    public async Task Every_act_is_announced(string act, string field = "x", string value = "")
    {
        await _engine.BecomeActiveAsync();

        var page = await PressAsync(("act", act), (field, value));

        Assert.NotEmpty(page.QuerySelector("[role=status]")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("hour", "act=schedule&hour=24&timeZone=Europe/Berlin&pace=daily")]
    [InlineData("hour", "act=schedule&timeZone=Europe/Berlin&pace=daily")]
    [InlineData("time-zone", "act=schedule&hour=8&timeZone=Atlantis&pace=daily")]
    [InlineData("pace", "act=schedule&hour=8&timeZone=Europe/Berlin&pace=hourly")]
    [InlineData("first-name", "act=name&firstName=http://a.example")]
    [InlineData("pause", "act=pause&days=400")]
    [InlineData("sure", "act=erase")]
    [InlineData("email", "act=address")]
    [InlineData("email", "act=address&email=ana")]
    [InlineData("email", "act=address&email=postmaster%40example.org")]
    [InlineData("email", "act=address&email=ANA%40example.org")]
    [InlineData(null, "act=nonsense")]
    [InlineData(null, "")]
    public async Task What_is_wrong_is_said_at_its_field_and_changes_nothing(string? field, string body)
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        var answer = await _engine.PostAsync("Manage", Requests.UrlEncoded, System.Text.Encoding.ASCII.GetBytes(body), Token);

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.Equal(before, _engine.Snapshot());
        var page = Parse(answer);
        Assert.NotNull(page.QuerySelector("[role=alert] li"));
        Assert.True(field is null || page.QuerySelector($"[role=alert] a[href='#{field}']") is not null);
        Assert.True(field is null || page.GetElementById(field)!.GetAttribute("aria-describedby")!.Contains("-error", default));
    }

    [Fact]
    public async Task What_was_entered_wrongly_is_still_there()
    {
        await _engine.BecomeActiveAsync();

        var page = Parse(await _engine.PostFormAsync("Manage", ("t", Token), ("act", "name"), ("firstName", "<b>4")));

        Assert.Equal("<b>4", page.GetElementById("first-name")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_zone_that_does_not_exist_leaves_the_stored_one_chosen()
    {
        await _engine.BecomeActiveAsync();

        var page = Parse(await _engine.PostFormAsync("Manage", ("t", Token), ("act", "schedule"), ("timeZone", "Atlantis")));

        Assert.Equal("Europe/Berlin", ((IHtmlSelectElement)page.GetElementById("time-zone")!).Value);
    }

    [Fact]
    public async Task A_button_of_a_page_that_is_out_of_date_changes_nothing_and_says_so()
    {
        await _engine.BecomeActiveAsync();

        var page = await PressAsync(("act", "skip"), ("lesson", "not-too-much"));

        Assert.Contains("Nothing was changed", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_nothing_that_only_its_address_claims()
    {
        await _engine.BecomeActiveAsync();

        foreach (var done in new[] { "stop", "pause", "skip", "<script>", "undo-stopped" })
        {
            Assert.Null((await ShowAsync(done)).QuerySelector("[role=status]"));
        }
    }

    [Fact]
    public async Task Erasing_takes_a_tick_and_leaves_a_link_that_says_nothing_is_held()
    {
        await _engine.BecomeActiveAsync();

        var answer = await _engine.PostFormAsync("Manage", ("t", Token), ("act", "erase"), ("sure", "yes"));

        Assert.Contains("Everything is erased", answer.Text(), StringComparison.Ordinal);
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        foreach (var endpoint in new[] { "ShowManage", "Manage", "ManageData" })
        {
            Assert.Equal(410, (await _engine.OpenAsync(endpoint, Token)).Response.StatusCode);
        }
    }

    [Theory]
    [InlineData("ShowManage")]
    [InlineData("Manage")]
    [InlineData("ManageData")]
    public async Task A_link_for_something_else_does_not_open_it(string endpoint)
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        foreach (var purpose in Enum.GetValues<LinkPurpose>().Where(purpose => purpose != LinkPurpose.Manage))
        {
            Assert.Equal(400, (await _engine.OpenAsync(endpoint, _engine.TokenFor(purpose))).Response.StatusCode);
        }

        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Whoever_is_not_confirmed_or_has_stopped_can_still_download_and_erase()
    {
        await _engine.SignUpAsync();
        var pending = await ShowAsync();
        await _engine.ConfirmAsync();
        await _engine.UnsubscribeAsync();
        _engine.Clock.Now += Duration.FromHours(2);
        var stopped = await ShowAsync();

        foreach (var page in new[] { pending, stopped })
        {
            Assert.Equal("erase", Assert.Single(page.QuerySelectorAll("main button")).GetAttribute("value"));
            Assert.NotNull(page.QuerySelector("a[href^='/manage/data?t=']"));
        }
    }

    [Fact]
    public async Task The_download_has_every_column_that_is_stored()
    {
        await _engine.BecomeActiveAsync();
        await _engine.ChangeAsync(subscriber =>
            subscriber with
            {
                Stop = new Stop(TestEngine.Start, SubscriberState.Completed, TestEngine.Start + Duration.FromHours(31)),
                LastRepeatAt = TestEngine.Start + Duration.FromHours(1),
                PreviousState = SubscriberState.Paused,
                MovesTo = People.Address("new@example.org"),
                MovesFrom = _engine.IdOf("old@example.org"),
                MovedFrom = _engine.IdOf("older@example.org"),
                Progress = subscriber.Progress with
                {
                    Skipped = [TestEngine.Lessons[4]],
                    PutBack = [TestEngine.Lessons[0]],
                    LessonDueAt = TestEngine.Start + Duration.FromHours(30),
                    NoReminder = true,
                },
            }
        );

        var answer = await _engine.OpenAsync("ManageData", Token);

        var json = answer.Text();
        Assert.StartsWith("application/json", answer.Response.ContentType, StringComparison.Ordinal);
        Assert.Contains("attachment", answer.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Response.Headers.CacheControl);
        var shown = Values(JsonDocument.Parse(json).RootElement).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var row = SubscriberRow.Write(await _engine.SubscriberAsync());
        Assert.All(
            row.Where(column => column.Key is not ("PartitionKey" or "RowKey" or "Due" or "odata.etag")),
            column => Assert.Contains(Shown(column.Value), shown)
        );
    }

    private async Task<IHtmlDocument> ShowAsync(string done = "") =>
        Parse(
            await _engine.CallAsync(
                "ShowManage",
                context =>
                    context.Request.QueryString = QueryString.Create([
                        KeyValuePair.Create<string, string?>("t", Token),
                        KeyValuePair.Create<string, string?>("done", done),
                    ])
            )
        );

    private async Task<IHtmlDocument> PressAsync(params (string Name, string Value)[] fields)
    {
        var answer = await _engine.PostFormAsync("Manage", [("t", Token), .. fields]);
        Assert.Equal(303, answer.Response.StatusCode);
        var location = answer.Response.Headers.Location.ToString();
        Assert.StartsWith($"/manage?t={Token}&done=", location, StringComparison.Ordinal);
        return await ShowAsync(location.Split("&done=")[1]);
    }

    private static IHtmlDocument Parse(HttpContext answer) => new HtmlParser().ParseDocument(answer.Text());

    private static string Shown(object value) => value is DateTimeOffset at ? $"{Instant.FromDateTimeOffset(at)}" : $"{value}";

    private static IEnumerable<string> Values(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Values(member.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Values),
            JsonValueKind.Null => [""],
            _ => [json.ToString()],
        };
}
