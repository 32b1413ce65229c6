using EmailCourse.Links;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class RefuseEndpointTests : IDisposable
{
    private const string OtherSpelling = "ana+news@example.org";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Whoever_says_never_again_gets_nothing_more_however_often_the_form_is_filled_in()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        var page = await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));

        Assert.Contains("We will not write again", page.Text(), StringComparison.Ordinal);
        for (var day = 1; day <= 60; day++)
        {
            await _engine.SignUpAsync();
            await _engine.SignUpAsync(OtherSpelling);
            await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(day));
        }

        Assert.Equal(["confirm"], _engine.MailsTo());
        Assert.Empty(_engine.MailsTo(OtherSpelling));
    }

    [Fact]
    public async Task Whoever_submits_the_form_without_its_box_changes_nothing()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        var before = _engine.Snapshot();

        var page = await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)));

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("Please tick the box if you mean it.", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Nothing_remains_but_marks_that_hold_nothing_personal()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));

        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.Empty(_engine.DueRows());
        var columns = ShardKey.All.SelectMany(_engine.Table.Rows).Cast<IDictionary<string, object>>();
        var texts = columns.SelectMany(row => row.Values).OfType<string>();
        Assert.DoesNotContain(texts, text => text.Contains("ana@", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_mail_that_is_due_to_the_same_mailbox_under_another_spelling_is_not_sent()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync(OtherSpelling);
        await _engine.RunAsync();

        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(10));

        Assert.Equal(["confirm"], _engine.MailsTo(OtherSpelling));
    }

    [Fact]
    public async Task It_ends_the_course_too()
    {
        await _engine.BecomeActiveAsync();

        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(10));

        Assert.Equal(["confirm", TestEngine.Lessons[0].Value], _engine.MailsTo());
    }

    [Fact]
    public async Task The_same_link_takes_it_back_and_then_the_form_works_again()
    {
        var token = _engine.TokenFor(LinkPurpose.Refuse);
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await _engine.PostFormAsync("Refuse", ("t", token), ("List-Unsubscribe", "One-Click"));
        Assert.Contains("Let me sign up again", (await _engine.OpenAsync("ShowRefuse", token)).Text(), StringComparison.Ordinal);

        var page = await _engine.PostFormAsync("Refuse", ("t", token), ("lift", "yes"));

        Assert.Contains("You are welcome again", page.Text(), StringComparison.Ordinal);
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        Assert.Equal(["confirm", "confirm"], _engine.MailsTo());
    }

    [Fact]
    public async Task Taking_it_back_does_not_revive_an_address_that_bounced()
    {
        await _engine.SuppressAsync();

        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("lift", "yes"));
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Empty(_engine.Provider.Calls);
    }

    [Fact]
    public async Task Whoever_takes_it_back_is_told_if_the_address_stays_closed_for_another_reason()
    {
        await _engine.SuppressAsync();

        var page = await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("lift", "yes"));

        Assert.Contains("This address stays closed", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_it_back_opens_every_spelling_that_it_closed()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await _engine.SignUpAsync(OtherSpelling);
        await _engine.RunAsync();
        var token = _engine.TokenFor(LinkPurpose.Refuse);
        await _engine.PostFormAsync("Refuse", ("t", token), ("sure", "yes"));

        await _engine.PostFormAsync("Refuse", ("t", token), ("lift", "yes"));
        await _engine.SignUpAsync(OtherSpelling);
        await _engine.RunAsync();

        Assert.Equal(["confirm", "confirm"], _engine.MailsTo(OtherSpelling));
    }

    [Fact]
    public async Task Whichever_mail_it_is_taken_back_by()
    {
        await _engine.BecomeActiveAsync();
        await _engine.SignUpAsync(OtherSpelling);
        await _engine.RunAsync();
        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));

        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse, OtherSpelling)), ("lift", "yes"));
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("confirm", _engine.MailsTo()[^1]);
    }

    [Fact]
    public async Task And_however_many_of_its_owners_mails_it_was_said_by()
    {
        await _engine.BecomeActiveAsync();
        await _engine.BecomeActiveAsync(OtherSpelling);
        var other = _engine.TokenFor(LinkPurpose.Refuse, OtherSpelling);
        await _engine.PostFormAsync("Refuse", ("t", _engine.TokenFor(LinkPurpose.Refuse)), ("sure", "yes"));
        await _engine.PostFormAsync("Refuse", ("t", other), ("sure", "yes"));

        await _engine.PostFormAsync("Refuse", ("t", other), ("lift", "yes"));
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("confirm", _engine.MailsTo()[^1]);
    }

    [Fact]
    public async Task A_sign_up_at_the_same_moment_leaves_nothing_due()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        var token = engine.TokenFor(LinkPurpose.Refuse, OtherSpelling);
        table.BeforeCommit = changes =>
            changes.Any(change => change.Entity.RowKey.StartsWith("subscriber~", StringComparison.Ordinal))
                ? engine.PostFormAsync("Refuse", ("t", token), ("sure", "yes"))
                : Task.CompletedTask;

        await engine.SignUpAsync();
        await engine.RunAsync();

        Assert.Empty(engine.MailsTo());
        Assert.Empty(engine.DueRows());
    }
}
