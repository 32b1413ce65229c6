using System.Net;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>Somebody changes their address, and what comes of it in both inboxes. Each story has a course of its own.</summary>
public sealed class ChangeOfAddressTests : IAsyncLifetime
{
    private static readonly string[] Slugs = ["not-too-much", "what-happened", "a-sliding-scale", "many-parts", "the-watcher"];

    private LocalRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await LocalRun.OfTheRealCourseAsync();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task Everything_moves_the_next_lesson_comes_at_its_time_and_the_old_address_gets_one_notice_and_nothing_more()
    {
        var (old, ana) = await AskedAsync("ana");
        await _run.Sandbox.MoveToAsync("2026-03-29T12:00:00Z");
        var (manage, stop) = (new Uri(await old.LinkAsync("manage")), new Uri(await old.LinkAsync("unsubscribe")));

        Assert.Equal(HttpStatusCode.OK, await ana.ConfirmAddressAsync());
        await _run.Sandbox.RunAsync();
        await _run.Sandbox.MoveToAsync("2026-03-31T12:00:00Z");

        Assert.Equal(["confirm", Slugs[0], Slugs[1], Slugs[2], "address-changed"], await old.MailKeysAsync());
        Assert.Equal(["confirm-address", Slugs[3], Slugs[4]], await ana.MailKeysAsync());
        Assert.Equal(
            [Instant.FromUtc(2026, 3, 30, 6, 0), Instant.FromUtc(2026, 3, 31, 6, 0)],
            (await ana.LessonsAsync()).Select(mail => mail.ReceivedAt)
        );
        Assert.Null(await _run.SubscriberAsync(old.Email));
        Assert.Equal(HttpStatusCode.Gone, await _run.Site.GetStatusAsync(manage.PathAndQuery));
        Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync(new Uri(await ana.LinkAsync("manage")).PathAndQuery));

        using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, await _run.Site.PostForStatusAsync(stop.PathAndQuery, oneClick));
        Assert.Equal(SubscriberState.Unsubscribed, (await _run.SubscriberAsync(ana.Email))!.State);
    }

    [Fact]
    public async Task Whoever_changes_their_mind_and_never_presses_stays_where_they_are()
    {
        var (old, ben) = await AskedAsync("ben");

        await _run.Sandbox.MoveToAsync("2026-04-04T12:00:00Z");

        Assert.Equal(["confirm-address"], await ben.MailKeysAsync());
        Assert.Null(await _run.SubscriberAsync(ben.Email));
        Assert.Equal(9, (await old.LessonsAsync()).Length);
        Assert.Equal(HttpStatusCode.Gone, await ben.ConfirmAddressAsync());
    }

    [Fact]
    public async Task Whoever_moves_back_gets_each_lesson_once()
    {
        var (old, cora) = await AskedAsync("cora");
        await cora.ConfirmAddressAsync();
        await _run.Sandbox.MoveToAsync("2026-03-28T12:00:00Z");

        await cora.ChangeAddressAsync(old.Email);
        await _run.Sandbox.RunAsync();
        await old.ConfirmAddressAsync();
        await _run.Sandbox.RunAsync();
        await _run.Sandbox.MoveToAsync("2026-03-29T12:00:00Z");

        Assert.Equal([Slugs[0], Slugs[2]], (await old.LessonsAsync()).Select(mail => mail.Mail));
        Assert.Equal([Slugs[1]], (await cora.LessonsAsync()).Select(mail => mail.Mail));
        Assert.Equal("address-changed", (await cora.MailKeysAsync()).Last());
    }

    [Fact]
    public async Task A_lesson_on_its_way_when_the_button_is_pressed_is_neither_lost_nor_doubled()
    {
        var (old, dan) = await AskedAsync("dan");
        await _run.Sandbox.SilenceAsync();
        await _run.Sandbox.FailAsync(new { kind = "acceptedThenLost" });
        await _run.Sandbox.MoveToAsync("2026-03-28T07:00:00Z");

        await dan.ConfirmAddressAsync();
        await _run.Sandbox.RunAsync();
        Assert.NotEmpty(await _run.RowsAsync("batch"));
        Assert.Empty(await _run.RowsAsync("moved"));
        await _run.Sandbox.HealAsync();
        await _run.Sandbox.ReportAsync((await old.MailsAsync())[^1], "delivered");
        await _run.Sandbox.RunAsync();
        await _run.Sandbox.MoveToAsync("2026-03-29T12:00:00Z");

        Assert.Equal(["confirm", Slugs[0], Slugs[1], "address-changed"], await old.MailKeysAsync());
        Assert.Equal(["confirm-address", Slugs[2]], await dan.MailKeysAsync());
    }

    private async Task<(Learner Old, Learner New)> AskedAsync(string name)
    {
        var old = _run.Learner($"{name}@example.org");
        await old.BeginAsync();
        await old.ChangeAddressAsync($"{name}.new@example.org");
        await _run.Sandbox.RunAsync();
        return (old, _run.Learner($"{name}.new@example.org"));
    }
}
