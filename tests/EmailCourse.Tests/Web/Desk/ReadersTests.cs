using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EmailCourse.Audit;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web.Desk;

public sealed class ReadersTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_reader_is_found_in_whatever_case_with_state_history_next_lesson_and_consent()
    {
        await _engine.BecomeActiveAsync(schedule: People.Schedule("Asia/Tokyo", 21));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));

        var page = await LookAsync("ANA@Example.org");

        var text = page.Body!.TextContent;
        Assert.Contains("Takes the course.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Lesson 4, “Many parts”: tomorrow, Monday, March 30, at 21:00 on their clock.",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(["1", "2", "3"], page.QuerySelectorAll(".had li").Select(lesson => lesson.GetAttribute("value")));
        Assert.Contains("The last one was sent on March 29, 2026, at 21:00 (Asia/Tokyo).", text, StringComparison.Ordinal);
        Assert.Equal("Yes, please.", page.QuerySelector("blockquote")!.TextContent.Trim());
        Assert.Contains(
            "On March 27, 2026, at 21:00 (Asia/Tokyo), by the button of the first email.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("21:00, daily", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_looks_without_having_signed_in_and_no_form_of_elsewhere_does_anything()
    {
        await _engine.BecomeActiveAsync();
        var before = Kept();

        var stranger = await _engine.PostFormAsync("DeskReaders", ("email", People.Ana), ("act", "stop"));
        var forged = await _engine.PostAtDeskAsync(
            "DeskReaders",
            await _engine.SignInAsync(),
            Requests.Form(("email", People.Ana), ("act", "stop"), ("f", "guessed"))
        );

        Assert.Equal((303, 403), (stranger.Response.StatusCode, forged.Response.StatusCode));
        Assert.Equal(before, Kept());

        // Signing in is counted.
        IEnumerable<string> Kept() => _engine.Snapshot().Where(row => !row.Contains("quota~", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task What_is_no_address_is_shown_again_with_what_is_wrong(string typed)
    {
        var answer = await PostAsync(("email", typed));

        Assert.Equal(400, answer.Response.StatusCode);
        var page = new HtmlParser().ParseDocument(answer.Text());
        Assert.Equal(typed, page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.NotEmpty(page.QuerySelector("[role=alert] a")!.TextContent);
    }

    [Fact]
    public async Task Of_a_stranger_nothing_is_stored_and_nothing_can_be_done()
    {
        var page = await LookAsync("nobody@example.org");

        Assert.Contains("Nothing is stored of this address.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("button[name=act]"));
    }

    [Theory]
    [InlineData("pause", SubscriberState.Paused, "The lessons are paused")]
    [InlineData("stop", SubscriberState.Unsubscribed, "The emails have stopped")]
    internal async Task An_act_is_done_and_said(string act, SubscriberState state, string said)
    {
        await _engine.BecomeActiveAsync();

        var page = await ActAsync(act);

        Assert.Contains(said, page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(state, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task A_pause_is_ended_and_the_last_lesson_sent_once_more_though_not_twice_in_an_hour()
    {
        await _engine.BecomeActiveAsync();
        await ActAsync("pause");

        await ActAsync("resume");
        var first = await ActAsync("again");
        await _engine.RunAsync();
        var second = await ActAsync("again");

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync()).State);
        Assert.Contains("on its way once more", first.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("It was not sent once more", second.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(TestEngine.Lessons[0] + ".again", _engine.MailsTo()[^1]);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("lift", "sure")]
    public async Task What_has_nothing_to_change_changes_nothing(string act, params string[] sure)
    {
        await _engine.BecomeActiveAsync();
        var before = await _engine.SubscriberAsync();

        await PostAsync([("email", People.Ana), ("act", act), .. sure.Select(field => (field, "yes"))]);

        Assert.Equal(before.Version, (await _engine.SubscriberAsync()).Version);
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("lift")]
    public async Task Erasing_and_lifting_need_a_tick(string act)
    {
        if (act == "lift")
        {
            await _engine.SuppressAsync(reason: SuppressionReason.Complained);
        }
        else
        {
            await _engine.BecomeActiveAsync();
        }

        var before = _engine.Snapshot();
        var answer = await PostAsync(("email", People.Ana), ("act", act));

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.Contains($"#sure-{act}", answer.Text(), StringComparison.Ordinal);
        Assert.Empty(before.Except(_engine.Snapshot()));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Erasing_leaves_nothing_and_says_why_the_address_is_not_written_to()
    {
        await _engine.BecomeActiveAsync();

        var page = await ActAsync("erase", isSure: true);

        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.Contains(
            "Its owner had everything erased. Since March 27, 2026",
            page.Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(SuppressionReason.Bounced, "An email came back")]
    [InlineData(SuppressionReason.Complained, "reported as spam")]
    [InlineData(SuppressionReason.Invalid, "invalid")]
    [InlineData(SuppressionReason.Dropped, "did not send an email")]
    [InlineData(SuppressionReason.Refused, "never again")]
    public async Task A_suppressed_address_says_why_and_can_be_let_in_again_at_its_owner_s_wish(string reason, string words)
    {
        await _engine.SuppressAsync(reason: reason);
        Assert.Contains(words, (await LookAsync(People.Ana)).Body!.TextContent, StringComparison.Ordinal);

        var page = await ActAsync("lift", isSure: true);

        Assert.Contains("may be written to again", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        Assert.Equal(["confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task A_mailbox_that_was_closed_by_another_spelling_says_so()
    {
        var ids = _engine.Get<SubscriberIdFactory>();
        await _engine.Get<Refuse>().HandleAsync(_engine.IdOf("ana+x@example.org"), ids.MailboxOf(People.Address(People.Ana)));

        var text = (await LookAsync(People.Ana)).Body!.TextContent;

        Assert.Contains("never again, in another spelling", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_course_has_moved_is_told_without_the_new_address()
    {
        await _engine.BecomeActiveAsync();
        var places = await _engine.PlacesAsync("new@example.org");
        await _engine.Get<ChangeAddress>().HandleAsync(_engine.IdOf(), People.Address("new@example.org"), places);
        await _engine.RunAsync();
        await _engine.Get<ConfirmAddress>().HandleAsync(_engine.IdOf("new@example.org"));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(1));

        var page = await LookAsync(People.Ana);

        Assert.Contains("A course moved from here to another address", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("new@example.org", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_state_has_a_page()
    {
        foreach (var state in Enum.GetValues<SubscriberState>())
        {
            await _engine.BecomeActiveAsync($"{state}@example.org");
            await _engine.ChangeAsync(current => current with { State = state }, $"{state}@example.org");

            Assert.NotEmpty((await LookAsync($"{state}@example.org")).QuerySelectorAll(".facts dd"));
        }
    }

    [Fact]
    public async Task The_audit_tells_what_was_done_and_nothing_of_whom()
    {
        await _engine.BecomeActiveAsync();
        await ActAsync("pause");
        _engine.Clock.Now += Duration.FromMinutes(1);
        await ActAsync("erase", isSure: true);

        var page = await LookAsync("nobody@example.org");

        Assert.Equal(["Erased somebody", "Paused somebody"], (await AuditAsync()).Select(entry => entry.Act));
        Assert.Equal(2, page.QuerySelectorAll(".plain tbody tr").Length);
        Assert.Contains("Access key", page.Body!.TextContent, StringComparison.Ordinal);
        var rows = ShardKey.All.SelectMany(_engine.Table.Rows);
        Assert.All(
            rows.Where(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal)),
            row =>
                Assert.DoesNotContain(
                    ((IDictionary<string, object>)row).Values,
                    value => $"{value}".Contains(_engine.IdOf().ToString(), StringComparison.Ordinal) || $"{value}".Contains('@')
                )
        );
    }

    private Task<IReadOnlyList<AuditEntry>> AuditAsync() => _engine.Get<AuditLog>().ReadLastAsync(50, TestToken.Current);

    private async Task<IHtmlDocument> LookAsync(string email)
    {
        var answer = await PostAsync(("email", email));
        Assert.Equal(200, answer.Response.StatusCode);
        return new HtmlParser().ParseDocument(answer.Text());
    }

    private async Task<IHtmlDocument> ActAsync(string act, bool isSure = false)
    {
        (string, string)[] fields = [("email", People.Ana), ("act", act)];
        var answer = await PostAsync(isSure ? [.. fields, ("sure", "yes")] : fields);
        Assert.Equal(200, answer.Response.StatusCode);
        return new HtmlParser().ParseDocument(answer.Text());
    }

    private async Task<DefaultHttpContext> PostAsync(params (string Name, string Value)[] fields) =>
        await _engine.PostAtDeskAsync("DeskReaders", await _engine.SignInAsync(), fields);
}
