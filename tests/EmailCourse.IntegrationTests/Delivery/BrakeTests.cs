using System.Net;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.TestRuns;
using NodaTime;
using NodaTime.Text;
using Xunit;
using TestClock = EmailCourse.Simulation.TestClock;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>Five people of a small course call its mails spam.</summary>
public sealed class BrakeTests : IAsyncLifetime
{
    private LocalRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await LocalRun.OfThreeLessonsAsync();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task Too_many_complaints_hold_everything_back_until_sending_goes_on_and_nobody_loses_a_lesson()
    {
        var morning = await BeginAsync("morning", hour: 8);
        var noon = await BeginAsync("noon", hour: 13);
        var pending = _run.Learner("pending@example.org");
        await pending.SignUpAsync();
        await ComplainAsync();

        // Lessons at 07:00 and 12:00, a confirmation, and what somebody decides meanwhile.
        var newcomer = _run.Learner("newcomer@example.org");
        await newcomer.SignUpAsync();
        await _run.Sandbox.MoveToAsync("2026-03-28T12:30:00Z");
        await pending.ConfirmAsync();
        await _run.Sandbox.RunAsync();
        Assert.Equal((BrakeCause.Complaints, 5), ((await FindAsync())!.Cause, (await FindAsync())!.Count));
        Assert.Empty(await newcomer.MailsAsync());
        Assert.Empty(await LessonsAfterAsync("2026-03-27T13:00:00Z"));
        Assert.Equal(HttpStatusCode.OK, await _run.Site.GetStatusAsync("health"));

        Assert.True(await ResumeAsync());
        await _run.Sandbox.RunAsync();

        Assert.Equal(["confirm"], await newcomer.MailKeysAsync());
        Assert.Equal(
            noon.Append(pending).Select(learner => learner.Email).Order(),
            (await LessonsAfterAsync("2026-03-27T13:00:00Z")).Select(mail => mail.To).Order()
        );
        Assert.Equal(morning.Length, (await _run.Sandbox.NumbersAsync("what-happened")).Late);
        await _run.Sandbox.AdvanceAsync("P4D");
        foreach (var learner in (IEnumerable<Learner>)[.. morning, .. noon, pending])
        {
            var lessons = await learner.LessonsAsync();
            Assert.Equal(3, lessons.DistinctBy(mail => mail.Mail).Count());
            Assert.Equal(3, lessons.Length);
            Assert.All(lessons.Skip(1), mail => Assert.True(IsInTheirHours(learner, mail.ReceivedAt), $"{mail}"));
        }
    }

    [Fact]
    public async Task The_same_complaints_do_not_stop_it_again_and_five_others_do()
    {
        var learners = await BeginAsync("learner", hour: 8);
        await ComplainAsync();
        await _run.Sandbox.MoveToAsync("2026-03-28T07:00:00Z");
        Assert.NotNull(await FindAsync());
        await ResumeAsync();
        await _run.Sandbox.AdvanceAsync("PT1H");
        Assert.Equal(learners.Length, (await LessonsAfterAsync("2026-03-28T00:00:00Z")).Length);

        await ComplainAsync("again");
        await _run.Sandbox.MoveToAsync("2026-03-29T09:00:00Z");

        Assert.Equal(5, (await FindAsync())!.Count);
        Assert.Empty(await LessonsAfterAsync("2026-03-29T00:00:00Z"));
    }

    [Fact]
    public async Task Whoever_stops_while_nothing_is_sent_gets_nothing_when_sending_goes_on()
    {
        var learners = await BeginAsync("learner", hour: 8);
        await ComplainAsync();
        await _run.Sandbox.MoveToAsync("2026-03-28T07:00:00Z");

        var link = new Uri(await learners[0].LinkAsync("unsubscribe"));
        Assert.Equal(HttpStatusCode.OK, await _run.Site.PostForStatusAsync(link.PathAndQuery, new FormUrlEncodedContent([])));
        await ResumeAsync();
        await _run.Sandbox.AdvanceAsync("P3D");

        Assert.Single(await learners[0].LessonsAsync());
        Assert.Equal(3, (await learners[1].LessonsAsync()).Length);
    }

    private async Task<Learner[]> BeginAsync(string name, int hour)
    {
        var learners = Enumerable
            .Range(1, 6)
            .Select(number => _run.Learner($"{name}-{number}@example.org", "Europe/Berlin", hour))
            .ToArray();
        foreach (var learner in learners)
        {
            await learner.BeginAsync();
        }

        return learners;
    }

    // Of strangers whose addresses somebody else has typed.
    private async Task ComplainAsync(string when = "first")
    {
        for (var number = 1; number <= 5; number++)
        {
            await _run.Learner($"complain-{when}-{number}@example.org").SignUpAsync();
        }

        await _run.Sandbox.RunAsync();
    }

    private async Task<ReceivedMail[]> LessonsAfterAsync(string instant)
    {
        var after = InstantPattern.General.Parse(instant).GetValueOrThrow();
        return [.. (await _run.Sandbox.InboxAsync()).Where(mail => mail.IsLesson && mail.ReceivedAt >= after)];
    }

    private static bool IsInTheirHours(Learner learner, Instant at) =>
        learner.Schedule.NextHour(at - Duration.FromHours(3) - Duration.FromMinutes(5)) <= at;

    private Task<PulledBrake?> FindAsync() => WithBrakeAsync(brake => brake.FindAsync(TestContext.Current.CancellationToken));

    private Task<bool> ResumeAsync() => WithBrakeAsync(brake => brake.ResumeAsync(TestContext.Current.CancellationToken));

    private async Task<T> WithBrakeAsync<T>(Func<BrakeStore, Task<T>> act)
    {
        var clock = new TestClock(await _run.Sandbox.NowAsync());
        return await _run.InTableAsync(table => act(new BrakeStore(table, new DayCountsReader(new CounterReader(table)), clock)));
    }
}
