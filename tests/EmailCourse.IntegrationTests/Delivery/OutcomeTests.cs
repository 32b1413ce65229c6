using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>
/// The table of outcomes in DESIGN 5, line by line, through the real SDK and real connections. That a refused connection leaves
/// all due is shown by unit tests: the stand-in, a part of the course's own process, is always there.
/// </summary>
public sealed class OutcomeTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private const int Size = 20;

    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task A_provider_that_asks_for_two_minutes_gets_them_and_then_all_mails()
    {
        var crowd = await Crowd.SignUpAsync(_run, Size);
        await _run.Sandbox.FailAsync(
            new
            {
                kind = "status",
                status = 429,
                retryAfter = 120,
            }
        );

        await _run.Sandbox.RunAsync();

        var calls = await crowd.CallsAsync();
        Assert.Equal(["429", "202"], calls.Select(call => call.Outcome));
        Assert.True(calls[1].At - calls[0].At >= Duration.FromSeconds(120));
        await crowd.AllReachedOnceAsync();
    }

    [Fact]
    public async Task A_provider_that_asks_for_an_hour_is_left_alone_for_an_hour_by_every_tick()
    {
        var crowd = await Crowd.SignUpAsync(_run, Size);
        await _run.Sandbox.FailAsync(
            new
            {
                kind = "status",
                status = 429,
                retryAfter = 3600,
            }
        );

        await _run.Sandbox.RunAsync();
        await _run.Sandbox.AdvanceAsync("PT1H10M");

        var calls = await crowd.CallsAsync();
        Assert.Equal(["429", "202"], calls.Select(call => call.Outcome));
        Assert.True(calls[1].At - calls[0].At >= Duration.FromHours(1));
        await crowd.AllReachedOnceAsync();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_provider_that_refuses_us_leaves_all_due_until_the_next_tick(int status)
    {
        var crowd = await Crowd.SignUpAsync(_run, Size);
        await _run.Sandbox.FailAsync(new { kind = "status", status });

        await _run.Sandbox.RunAsync();
        Assert.Empty(await crowd.ReachedAsync());
        Assert.Single(await crowd.CallsAsync());
        Assert.Empty(await _run.RowsAsync("batch"));
        await _run.Sandbox.AdvanceAsync("PT5M");

        Assert.Equal([$"{status}", "202"], (await crowd.CallsAsync()).Select(call => call.Outcome));
        await crowd.AllReachedOnceAsync();
    }

    [Fact]
    public async Task A_request_that_is_too_large_goes_in_halves()
    {
        var crowd = await Crowd.SignUpAsync(_run, Size);
        await _run.Sandbox.FailAsync(new { kind = "status", status = 413 });

        await _run.Sandbox.RunAsync();

        Assert.Equal(
            [(Size, "413"), (Size / 2, "202"), (Size / 2, "202")],
            (await crowd.CallsAsync()).Select(call => (call.Personalizations, call.Outcome))
        );
        await crowd.AllReachedOnceAsync();
    }

    [Theory]
    [InlineData("status", 500)]
    [InlineData("status", 502)]
    [InlineData("status", 503)]
    [InlineData("reset", null)]
    [InlineData("timeout", null)]
    public async Task Mails_of_which_nobody_knows_anything_wait_15_minutes_and_are_sent_again(string kind, int? status)
    {
        var before = await _run.Sandbox.NumbersAsync("confirm");
        var crowd = await Crowd.SignUpAsync(_run, Size);
        await _run.Sandbox.FailAsync(new { kind, status });

        await _run.Sandbox.RunAsync();
        await _run.Sandbox.AdvanceAsync("PT14M59S");
        Assert.Single(await crowd.CallsAsync());
        Assert.Single(await _run.RowsAsync("batch"));
        await _run.Sandbox.AdvanceAsync("PT6M");

        Assert.Equal([status is null ? kind : $"{status}", "202"], (await crowd.CallsAsync()).Select(call => call.Outcome));
        await crowd.AllReachedOnceAsync();
        var after = await _run.Sandbox.NumbersAsync("confirm");
        Assert.Equal((before.Sent + Size, before.SentAgain + Size), (after.Sent, after.SentAgain));
        Assert.Empty(await _run.RowsAsync("batch"));
    }

    [Fact]
    public async Task Trouble_with_one_batch_does_not_keep_the_other_shards_from_theirs()
    {
        var (one, other) = (await Crowd.SignUpAsync(_run, Size), await Crowd.SignUpAsync(_run, Size));
        await _run.Sandbox.FailAsync(new { kind = "reset" });

        await _run.Sandbox.RunAsync();

        Assert.Equal(Size, (await one.ReachedAsync()).Length + (await other.ReachedAsync()).Length);
        await _run.Sandbox.AdvanceAsync("PT20M");
        await one.AllReachedOnceAsync();
        await other.AllReachedOnceAsync();
    }
}
