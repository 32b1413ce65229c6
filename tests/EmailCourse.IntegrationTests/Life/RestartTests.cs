using EmailCourse.IntegrationTests.Storage;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>The course ends and comes back, by choice or by accident.</summary>
public sealed class RestartTests : RestartStory
{
    private protected override Task<LocalRun> StartAsync() => LocalRun.OfThreeLessonsAsync();
}

/// <summary>The same, with rows and queue in Azurite, which outlives the course.</summary>
public sealed class RestartOnAzuriteTests(Emulator emulator) : RestartStory
{
    private protected override Task<LocalRun> StartAsync() => LocalRun.OfThreeLessonsAsync(emulator.NextConnectionString());
}

public abstract class RestartStory
{
    [Fact]
    public async Task A_stopped_course_goes_on_with_its_subscribers_its_time_and_its_inbox()
    {
        await using var run = await StartAsync();
        var ana = run.Learner("ana@example.org");
        await ana.BeginAsync();
        await run.Sandbox.AdvanceAsync("PT3H");

        Assert.Equal(0, await run.StopAsync());
        await run.StartAgainAsync();

        Assert.Equal(Instant.FromUtc(2026, 3, 27, 15, 0), await run.Sandbox.NowAsync());
        Assert.Equal(["confirm", "not-too-much"], await ana.MailKeysAsync());
        Assert.Equal(SubscriberState.Active, (await run.SubscriberAsync(ana.Email))?.State);
        await run.Sandbox.AdvanceAsync("P3D");
        Assert.Equal(
            ["not-too-much", "what-happened", "a-sliding-scale"],
            (await ana.LessonsAsync()).Select(lesson => lesson.Mail)
        );
    }

    [Fact]
    public async Task A_stopped_course_keeps_the_links_in_its_mails_working()
    {
        await using var run = await StartAsync();
        var ben = run.Learner("ben@example.org");
        await ben.SignUpAsync();
        await run.Sandbox.RunAsync();

        await run.StopAsync();
        await run.StartAgainAsync();
        await ben.ConfirmAsync();
        await run.Sandbox.RunAsync();

        Assert.Equal(["confirm", "not-too-much"], await ben.MailKeysAsync());
    }

    [Fact]
    public async Task A_killed_course_goes_on_where_it_was()
    {
        await using var run = await StartAsync();
        var cleo = run.Learner("cleo@example.org");
        await cleo.BeginAsync();

        await run.KillAsync();
        await run.StartAgainAsync();
        await run.Sandbox.AdvanceAsync("P3D");

        Assert.Equal(
            ["not-too-much", "what-happened", "a-sliding-scale"],
            (await cleo.LessonsAsync()).Select(lesson => lesson.Mail)
        );
    }

    [Fact]
    public async Task A_course_killed_while_it_sends_neither_loses_nor_doubles_a_mail()
    {
        await using var run = await StartAsync();
        Learner[] learners = [.. Enumerable.Range(1, 60).Select(number => run.Learner($"learner-{number}@example.org"))];
        foreach (var learner in learners)
        {
            await learner.SignUpAsync();
        }

        var sending = run.Sandbox.RunAsync();
        await run.Folder.FirstMailAsync();
        await run.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        await run.StartAgainAsync();
        await run.Sandbox.AdvanceAsync("PT1H");

        Assert.Equal(
            learners.Select(learner => learner.Email).Order(),
            (await run.Sandbox.InboxAsync()).Select(mail => mail.To).Order()
        );
    }

    private protected abstract Task<LocalRun> StartAsync();
}
