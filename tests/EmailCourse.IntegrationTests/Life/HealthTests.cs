using System.Net;
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

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, await three.Run.Site.GetStatusAsync("no-such-page"));
}
