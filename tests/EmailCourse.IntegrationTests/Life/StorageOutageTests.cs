using System.Net;
using EmailCourse.TestRuns;
using EmailCourse.TestRuns.Emulator;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

public sealed class StorageOutageTests
{
    [Fact]
    public async Task A_course_whose_storage_has_gone_says_so_and_accepts_nobody()
    {
        await using var azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        await using var run = await LocalRun.OfThreeLessonsAsync(azurite.NextConnectionString());
        Assert.Equal(HttpStatusCode.OK, await run.Site.GetStatusAsync("health"));

        await azurite.StopAsync();

        // Each waits for the storage's client, which tries again for some seconds.
        var health = run.Site.GetStatusAsync("health");
        using var answer = await run.Site.PostSignUpAsync(run.Learner("ana@example.org").Form);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await health);
    }
}
