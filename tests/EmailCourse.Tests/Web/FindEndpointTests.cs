using EmailCourse.Links;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class FindEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_subscriber_gets_the_way_to_their_page_once_a_week_at_most_and_their_lessons_as_before()
    {
        await _engine.BecomeActiveAsync();
        var before = await _engine.SubscriberAsync();

        for (var day = 0; day < 14; day++)
        {
            await FindAsync();
            await FindAsync();
            await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(day + 1));
        }

        Assert.Equal(2, _engine.MailsTo().Count(mail => mail == "already-subscribed"));
        Assert.Equal(
            TestEngine.Lessons.Select(lesson => lesson.Value),
            _engine.MailsTo().Where(mail => mail is not ("confirm" or "already-subscribed"))
        );
        var after = await _engine.SubscriberAsync();
        Assert.Equal((before.Recipient, before.Consent), (after.Recipient, after.Consent));
    }

    [Fact]
    public async Task Whoever_finds_their_page_and_stops_may_come_back_at_any_time()
    {
        await _engine.BecomeActiveAsync();
        await FindAsync();
        await _engine.UnsubscribeAsync();
        _engine.Clock.Now += Duration.FromDays(2);

        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal("confirm", _engine.MailsTo()[^1]);
    }

    [Fact]
    public async Task It_and_a_sign_up_share_the_one_notice_a_week()
    {
        await _engine.BecomeActiveAsync();
        await _engine.SignUpAsync();
        await FindAsync();
        await _engine.RunAsync();

        Assert.Single(_engine.MailsTo(), mail => mail == "already-subscribed");
    }

    [Fact]
    public async Task Nobody_else_gets_anything_and_nothing_changes()
    {
        await _engine.SignUpAsync("pending@example.org");
        await _engine.BecomeActiveAsync("stopped@example.org");
        await _engine.UnsubscribeAsync("stopped@example.org");
        await _engine.SuppressAsync("suppressed@example.org");
        await _engine.RunAsync();
        var (before, mails) = (_engine.Snapshot(), _engine.Provider.Accepted.Count);

        foreach (var email in new[] { "pending@example.org", "stopped@example.org", "suppressed@example.org", "new@example.org" })
        {
            await FindAsync(email);
        }

        await _engine.RunAsync();
        Assert.Equal(before, _engine.Snapshot());
        Assert.Equal(mails, _engine.Provider.Accepted.Count);
    }

    [Fact]
    public async Task Whoever_said_never_again_for_their_mailbox_gets_nothing()
    {
        await _engine.BecomeActiveAsync();
        var token = _engine.TokenFor(LinkPurpose.Refuse, "ana+news@example.org");
        await _engine.PostFormAsync("Refuse", ("t", token), ("sure", "yes"));

        await FindAsync();
        await _engine.RunAsync();

        Assert.DoesNotContain("already-subscribed", _engine.MailsTo());
    }

    [Fact]
    public async Task The_answer_is_the_same_whatever_is_known()
    {
        await _engine.BecomeActiveAsync();

        var (known, unknown) = (await FindAsync(), await FindAsync("nobody@example.org"));

        Assert.Contains("Please look in your inbox", known, StringComparison.Ordinal);
        Assert.Equal(known, unknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("nobody@localhost")]
    public async Task What_is_no_address_is_named_beside_what_was_typed(string typed)
    {
        var page = await _engine.PostFormAsync("Find", ("email", typed));

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("Something needs another look", page.Text(), StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page.Text(), StringComparison.Ordinal);
    }

    private async Task<string> FindAsync(string email = People.Ana)
    {
        var page = await _engine.PostFormAsync("Find", ("email", email));
        Assert.Equal(200, page.Response.StatusCode);
        return page.Text();
    }
}
