using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class FiveHundredTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task Five_hundred_mails_due_in_one_minute_take_one_call_per_shard_and_mail()
    {
        Learner[] learners = [.. Enumerable.Range(1, 500).Select(number => _run.Learner($"learner-{number}@example.org"))];

        await EachAsync(learners, learner => learner.SignUpAsync());
        Assert.Equal(500, await _run.Sandbox.RunAsync());
        await EachAsync(learners, learner => learner.ConfirmAsync());
        Assert.Equal(500, await _run.Sandbox.RunAsync());
        await _run.Sandbox.MoveToAsync("2026-03-28T07:00:00Z");

        var shards = (await _run.RowsAsync("subscriber")).Select(row => row.PartitionKey).Distinct().Count();
        var calls = await _run.Sandbox.CallsAsync();
        var inbox = await _run.Sandbox.InboxAsync();
        Assert.Equal(16, shards);
        foreach (var mail in new[] { "confirm", "not-too-much", "what-happened" })
        {
            Assert.Equal(
                learners.Select(learner => learner.Email).Order(),
                inbox.Where(each => each.Mail == mail).Select(each => each.To).Order()
            );
            Assert.Equal(shards, calls.Count(call => call.Mail == mail));
        }

        Assert.All(calls, call => Assert.Equal("202", call.Outcome));
    }

    private static Task EachAsync(Learner[] learners, Func<Learner, Task> act) =>
        Parallel.ForEachAsync(
            learners,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (learner, _) => await act(learner)
        );
}
