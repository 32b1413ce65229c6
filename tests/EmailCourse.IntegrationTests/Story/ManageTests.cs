using System.Net;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>
/// What a learner does on their own page, and what comes of it in the inbox. Each story has a course of its own.
/// </summary>
public sealed class ManageTests : IAsyncLifetime
{
    private static readonly string[] Slugs = ["not-too-much", "what-happened", "a-sliding-scale", "many-parts", "the-watcher"];

    private LocalRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await LocalRun.OfTheRealCourseAsync();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task Who_pauses_on_the_third_day_for_a_week_gets_the_fourth_lesson_a_week_later_at_the_chosen_hour()
    {
        var ana = await BegunAsync("ana@example.org");
        await _run.Sandbox.MoveToAsync("2026-03-29T10:00:00Z");

        await PressAsync(ana, ("act", "pause"), ("days", "7"));
        await _run.Sandbox.MoveToAsync("2026-04-07T12:00:00Z");

        Assert.Equal(
            [
                Instant.FromUtc(2026, 3, 27, 12, 0),
                Instant.FromUtc(2026, 3, 28, 7, 0),
                Instant.FromUtc(2026, 3, 29, 6, 0),
                Instant.FromUtc(2026, 4, 6, 6, 0),
                Instant.FromUtc(2026, 4, 7, 6, 0),
            ],
            (await ana.LessonsAsync()).Select(mail => mail.ReceivedAt)
        );
        Assert.Equal(Slugs, (await ana.LessonsAsync()).Select(mail => mail.Mail));
    }

    [Fact]
    public async Task A_slower_pace_is_kept_until_it_is_changed()
    {
        var ben = await BegunAsync("ben@example.org");

        await PressAsync(ben, Schedule(pace: "weekly"));
        await _run.Sandbox.MoveToAsync("2026-04-11T12:00:00Z");
        await PressAsync(ben, Schedule(pace: "weekdays"));
        await _run.Sandbox.MoveToAsync("2026-04-14T12:00:00Z");

        Assert.Equal(
            [
                Instant.FromUtc(2026, 3, 27, 12, 0),
                Instant.FromUtc(2026, 4, 3, 6, 0),
                Instant.FromUtc(2026, 4, 10, 6, 0),
                Instant.FromUtc(2026, 4, 13, 6, 0),
                Instant.FromUtc(2026, 4, 14, 6, 0),
            ],
            (await ben.LessonsAsync()).Select(mail => mail.ReceivedAt)
        );
    }

    [Fact]
    public async Task A_skip_that_is_undone_leaves_everything_as_it_was_and_one_that_is_not_leaves_a_lesson_out()
    {
        var (cora, dan) = (await BegunAsync("cora@example.org"), await BegunAsync("dan@example.org"));

        await PressAsync(cora, ("act", "skip"), ("lesson", Slugs[1]));
        await PressAsync(cora, ("act", "back"), ("lesson", Slugs[1]));
        await PressAsync(dan, ("act", "skip"), ("lesson", Slugs[1]));
        await _run.Sandbox.MoveToAsync("2026-03-29T12:00:00Z");

        Assert.Equal([Slugs[0], Slugs[1], Slugs[2]], (await cora.LessonsAsync()).Select(mail => mail.Mail));
        Assert.Equal([Slugs[0], Slugs[2], Slugs[3]], (await dan.LessonsAsync()).Select(mail => mail.Mail));
    }

    [Fact]
    public async Task Who_starts_over_gets_the_first_lesson_at_the_next_hour_and_can_still_read_the_others()
    {
        var eva = await BegunAsync("eva@example.org");
        await _run.Sandbox.MoveToAsync("2026-03-29T12:00:00Z");
        var third = await eva.LinkAsync("lesson");

        await PressAsync(eva, ("act", "start-over"));
        await _run.Sandbox.MoveToAsync("2026-03-31T12:00:00Z");

        Assert.Equal([Slugs[0], Slugs[1], Slugs[2], Slugs[0], Slugs[1]], (await eva.LessonsAsync()).Select(mail => mail.Mail));
        Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync(third));
    }

    [Fact]
    public async Task The_last_lesson_comes_once_more_at_once_and_the_next_at_its_time()
    {
        var finn = await BegunAsync("finn@example.org");

        await PressAsync(finn, ("act", "again"));
        await PressAsync(finn, ("act", "again"));
        await _run.Sandbox.MoveToAsync("2026-03-28T07:00:00Z");

        Assert.Equal(["confirm", Slugs[0], $"{Slugs[0]}.again", Slugs[1]], await finn.MailKeysAsync());
        var mails = await finn.MailsAsync();
        Assert.Equal(mails[1].Subject, mails[2].Subject);
    }

    // From Berlin, where it is 07:59 or 08:01, to London, an hour behind.
    [Theory]
    [InlineData("2026-03-31T05:59:00Z")]
    [InlineData("2026-03-31T06:01:00Z")]
    public async Task A_move_to_another_zone_around_the_hour_neither_loses_nor_doubles_a_lesson(string moved)
    {
        var gus = await BegunAsync("gus@example.org");
        await _run.Sandbox.MoveToAsync(moved);

        await PressAsync(gus, Schedule(zone: "Europe/London"));
        await _run.Sandbox.MoveToAsync("2026-04-02T12:00:00Z");

        var lessons = await gus.LessonsAsync();
        Assert.Equal(lessons.Select(mail => mail.Mail).Distinct(), lessons.Select(mail => mail.Mail));
        Assert.Equal(7, lessons.Length);
        Assert.Equal(Instant.FromUtc(2026, 4, 2, 7, 0), lessons[^1].ReceivedAt);
        Assert.All(
            lessons.Zip(lessons.Skip(1)),
            pair => Assert.True(pair.Second.ReceivedAt - pair.First.ReceivedAt >= DailySchedule.MinimumGap)
        );
    }

    [Fact]
    public async Task A_stop_can_be_undone_and_goes_on_from_the_same_place()
    {
        var hana = await BegunAsync("hana@example.org");

        await PressAsync(hana, ("act", "stop"));
        Assert.Equal(SubscriberState.Unsubscribed, (await _run.SubscriberAsync(hana.Email))!.State);
        await PressAsync(hana, ("act", "undo-stop"));
        await _run.Sandbox.MoveToAsync("2026-03-28T12:00:00Z");

        Assert.Equal([Slugs[0], Slugs[1]], (await hana.LessonsAsync()).Select(mail => mail.Mail));
    }

    [Fact]
    public async Task Of_who_is_erased_no_row_holds_the_address_the_name_or_the_network()
    {
        var ines = await BegunAsync("ines@example.org");
        await PressAsync(ines, ("act", "name"), ("firstName", "Ines-Marie"));
        var network = (await _run.SubscriberAsync(ines.Email))!.Consent!.NetworkFingerprint;
        Assert.True(await IsKeptAsync("Ines-Marie") && await IsKeptAsync(network));

        var link = new Uri(await ines.LinkAsync("manage"));
        await PressAsync(ines, HttpStatusCode.OK, ("act", "erase"), ("sure", "yes"));
        await _run.Sandbox.AdvanceAsync("P10D");

        Assert.Single(await ines.LessonsAsync());
        Assert.False(await IsKeptAsync(ines.Email) || await IsKeptAsync("Ines-Marie") || await IsKeptAsync(network));
        Assert.Equal(HttpStatusCode.Gone, await _run.Site.GetStatusAsync(link.PathAndQuery));
    }

    [Fact]
    public async Task All_that_is_stored_can_be_downloaded()
    {
        var jon = await BegunAsync("jon@example.org");
        var link = new Uri(await jon.LinkAsync("manage"));

        using var file = await _run.Site.GetAsync("manage/data" + link.Query);

        Assert.Equal("application/json", file.Content.Headers.ContentType!.MediaType);
        var text = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"email\": \"jon@example.org\"", text, StringComparison.Ordinal);
        Assert.Contains("\"not-too-much\"", text, StringComparison.Ordinal);
    }

    private async Task<Learner> BegunAsync(string email)
    {
        var learner = _run.Learner(email);
        await learner.BeginAsync();
        return learner;
    }

    private static (string, string)[] Schedule(string zone = "Europe/Berlin", string pace = "daily") =>
        [("act", "schedule"), ("hour", "8"), ("timeZone", zone), ("pace", pace)];

    private Task PressAsync(Learner learner, params (string Name, string Value)[] fields) =>
        PressAsync(learner, HttpStatusCode.SeeOther, fields);

    private async Task PressAsync(Learner learner, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var link = new Uri(await learner.LinkAsync("manage"));
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        Assert.Equal(expected, await _run.Site.PostForStatusAsync(link.PathAndQuery, form));
        await _run.Sandbox.RunAsync();
    }

    private async Task<bool> IsKeptAsync(string text)
    {
        var rows = new List<string>();
        foreach (var kind in new[] { "subscriber", "due", "batch", "stats" })
        {
            rows.AddRange((await _run.RowsAsync(kind)).SelectMany(row => row.Select(column => $"{column.Key} {column.Value}")));
        }

        return rows.Any(row => row.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
