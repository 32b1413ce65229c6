using System.Net;
using System.Net.Http.Json;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

public sealed class HealthTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    [Theory]
    [InlineData("health")]
    [InlineData("")]
    [InlineData("check-your-inbox")]
    [InlineData("privacy")]
    [InlineData("sandbox")]
    public async Task A_course_that_runs_answers(string path) =>
        Assert.Equal(HttpStatusCode.OK, await three.Run.Site.GetStatusAsync(path));

    // After a night in which the laptop was closed too.
    [Fact]
    public async Task A_course_whose_time_flows_is_well_as_soon_as_it_says_that_it_is_ready()
    {
        using var folder = new TestFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var head = HeadProcess.Launch("--urls", "http://127.0.0.1:0", "--data", folder.Path);
            using var site = new CourseSite(await head.ReadyAsync());

            Assert.Equal(HttpStatusCode.OK, await site.GetStatusAsync("health"));

            using var sandbox = await site.PostAsync("sandbox/api/clock", JsonContent.Create(new { advance = "PT1H" }));
            Assert.Equal(HttpStatusCode.OK, await site.GetStatusAsync("health"));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, await three.Run.Site.GetStatusAsync("no-such-page"));
}
