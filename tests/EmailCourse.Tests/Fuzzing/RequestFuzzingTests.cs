using EmailCourse.Fuzzing.Requests;
using EmailCourse.Fuzzing.Sites;
using EmailCourse.Web;
using Xunit;

namespace EmailCourse.Tests.Fuzzing;

public sealed class RequestFuzzingTests
{
    private const int Seeds = 3000;

    // The command holds answers to two seconds; here nothing is measured, and a test only must not hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whatever_is_sent_nothing_fails_and_no_row_is_left_half_written()
    {
        var report = await RequestSearch.RunAsync(from: 0, Seeds, Limit);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(report.Failures.Count == 0, report.Describe());
        Assert.Equal((Seeds, 0), (report.Count, report.CountOf("all", "5xx")));
        // Nothing would be proven by requests that are all good, or all refused at the door.
        Assert.All(
            CourseEndpoints.All,
            endpoint =>
            {
                var done = report.CountOf($"to {endpoint.Name}", "2xx") + report.CountOf($"to {endpoint.Name}", "3xx");
                Assert.InRange(done, 1, Seeds);
                Assert.InRange(report.CountOf($"to {endpoint.Name}", "4xx"), 1, Seeds);
            }
        );
    }

    [Fact]
    public async Task A_seed_replays_to_the_last_byte()
    {
        await using var one = await FuzzedSite.StartAsync();
        await using var other = await FuzzedSite.StartAsync();
        var (first, second) = (new SeedPlayer(one), new SeedPlayer(other));

        for (var seed = 0; seed < 50; seed++)
        {
            var played = await first.PlayAsync(seed, Limit);
            // What came before on the same site is forgotten.
            await second.PlayAsync(seed + 1, Limit);
            var again = await second.PlayAsync(seed, Limit);

            Assert.Equal(played.Request.Bytes, again.Request.Bytes);
            Assert.Equal(played.Answer, again.Answer);
        }
    }
}
