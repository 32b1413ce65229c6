using EmailCourse.IntegrationTests.Storage;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>The provider accepted two hundred mails, and its answer never came.</summary>
public sealed class LostAnswerTests(ThreeLessons three) : LostAnswerStory(three), IClassFixture<ThreeLessons>;

/// <summary>The same, with rows and queue in Azurite.</summary>
public sealed class LostAnswerOnAzuriteTests(ThreeLessonsOnAzurite three)
    : LostAnswerStory(three),
        IClassFixture<ThreeLessonsOnAzurite>;

public abstract class LostAnswerStory(ThreeLessons three)
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task Mails_accepted_without_an_answer_come_once_when_the_provider_reports_them()
    {
        await _run.Sandbox.HealAsync();
        var before = await _run.Sandbox.NumbersAsync("confirm");
        var crowd = await Crowd.SignUpAsync(_run, 200);
        await _run.Sandbox.FailAsync(new { kind = "acceptedThenLost" });

        await _run.Sandbox.RunAsync();
        await _run.Sandbox.AdvanceAsync("PT1H");

        var call = Assert.Single(await crowd.CallsAsync());
        Assert.Equal(200, call.Personalizations);
        await crowd.AllReachedOnceAsync();
        Assert.Equal(before with { Sent = before.Sent + 200 }, await _run.Sandbox.NumbersAsync("confirm"));
        Assert.Empty(await _run.RowsAsync("batch"));
    }

    [Fact]
    public async Task Mails_nobody_reports_are_sent_again_after_15_minutes_and_the_report_says_so()
    {
        await _run.Sandbox.HealAsync();
        var before = await _run.Sandbox.NumbersAsync("confirm");
        var crowd = await Crowd.SignUpAsync(_run, 200);
        await _run.Sandbox.SilenceAsync();
        await _run.Sandbox.FailAsync(new { kind = "acceptedThenLost" });

        await _run.Sandbox.RunAsync();
        await _run.Sandbox.AdvanceAsync("PT14M59S");
        Assert.Single(await crowd.CallsAsync());
        await _run.Sandbox.AdvanceAsync("PT1H");

        Assert.Equal(["acceptedThenLost", "202"], (await crowd.CallsAsync()).Select(call => call.Outcome));
        Assert.Equal(crowd.Emails.Concat(crowd.Emails).Order(), (await crowd.ReachedAsync()).Order());
        Assert.Equal(
            before with
            {
                Sent = before.Sent + 200,
                SentAgain = before.SentAgain + 200,
            },
            await _run.Sandbox.NumbersAsync("confirm")
        );
        Assert.Empty(await _run.RowsAsync("batch"));
    }

    [Fact]
    public async Task Mails_reported_only_when_the_webhook_is_reached_again_after_a_kill_come_once()
    {
        // A kill may come a moment too late, after everything was reported; then it proves nothing, and another crowd signs up.
        var interrupted = false;
        for (var attempt = 0; attempt < 10 && !interrupted; attempt++)
        {
            await _run.Sandbox.HealAsync();
            var crowd = await Crowd.SignUpAsync(_run, 40);
            await _run.Sandbox.FailAsync(new { kind = "acceptedThenLost" });

            interrupted = await KilledWhileSendingAsync();
            await _run.StartAgainAsync();
            await _run.Sandbox.AdvanceAsync("PT1H");

            await crowd.AllReachedOnceAsync();
            Assert.Empty(await _run.RowsAsync("batch"));
        }

        Assert.True(interrupted);
    }

    private async Task<bool> KilledWhileSendingAsync()
    {
        var requests = Directory.GetDirectories(Path.Combine(_run.Folder.Path, "mail")).Length;
        var sending = _run.Sandbox.RunAsync();
        await _run.Folder.RequestsAsync(requests + 1);
        await _run.KillAsync();
        try
        {
            await sending;
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
