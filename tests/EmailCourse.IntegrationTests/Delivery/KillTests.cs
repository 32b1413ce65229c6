using System.Diagnostics;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>The program is killed again and again while it sends.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Count = 10_000;
    private const string Lesson = "not-too-much";

    [Fact]
    public async Task Ten_thousand_learners_have_their_lesson_exactly_once_after_three_kills_in_the_middle()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        var emails = await TenThousand.AwaitAsync(run, Lesson, Count);
        var sending = Stopwatch.StartNew();

        await KillAsync(run, () => run.Folder.RequestInProgressAsync());
        await KillAsync(run, () => run.Folder.RequestsAsync(run.Folder.Requests + 1));
        await KillAsync(run, () => run.Folder.RequestsAsync(run.Folder.Requests + 1));
        await run.Sandbox.RunAsync();
        output.WriteLine($"{Count} mails, three kills and restarts included: {sending.Elapsed.TotalSeconds:F1} s");
        await run.Sandbox.AdvanceAsync("PT1H");

        var inbox = await run.Sandbox.InboxAsync();
        Assert.Equal(emails.Order(), inbox.Select(mail => mail.To).Order());
        Assert.All(inbox, mail => Assert.Equal(Lesson, mail.Mail));
        Assert.Equal(Count, (await run.Sandbox.NumbersAsync(Lesson)).Sent);
        Assert.Empty(await run.RowsAsync("batch"));
        Assert.All(
            (await run.RowsAsync("subscriber")).Select(SubscriberRow.Read).OfType<Subscriber>(),
            each => Assert.Equal([Lesson], each.Progress.Received.Select(lesson => lesson.Value))
        );
        Assert.Equal(Count, (await run.RowsAsync("due")).Count);
    }

    [Fact]
    public async Task Ten_thousand_learners_take_sixteen_calls()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        await TenThousand.AwaitAsync(run, Lesson, Count);

        var sending = Stopwatch.StartNew();
        var sent = await run.Sandbox.RunAsync();
        var elapsed = sending.Elapsed;

        output.WriteLine(
            $"{Count} mails in {elapsed.TotalSeconds:F1} s: {Count / elapsed.TotalSeconds:F0} a second, stand-in included"
        );
        Assert.Equal(Count, sent);
        Assert.Equal(Enumerable.Repeat("202", 16), (await run.Sandbox.CallsAsync()).Select(call => call.Outcome));
    }

    // Four shards run at once, so three kills strand the batches of twelve at most: there is always another request to wait for.
    private static async Task KillAsync(LocalRun run, Func<Task> moment)
    {
        var sending = run.Sandbox.RunAsync();
        await moment();
        await run.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        await run.StartAgainAsync();
    }
}
