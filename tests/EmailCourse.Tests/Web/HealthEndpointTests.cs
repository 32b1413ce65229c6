using Azure;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class HealthEndpointTests
{
    public static TheoryData<Exception> Failures { get; } =
    [
        new RequestFailedException(403, "forbidden"),
        new AggregateException("Retry failed after 4 tries."),
        new TaskCanceledException("It took too long; nobody cancelled anything."),
    ];

    [Fact]
    public async Task All_is_well_when_table_and_queue_answer()
    {
        using var engine = new TestEngine();

        var health = await engine.OpenAsync("Health");

        Assert.Equal(200, health.Response.StatusCode);
        Assert.Equal(
            $$$"""{"status":"ok","checks":{"course":"{{{TestEngine.Lessons.Count}}} lessons","table":"ok","queue":"ok"}}""",
            health.Text()
        );
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_queue_that_does_not_answer_is_named(Exception failure)
    {
        using var engine = new TestEngine();
        engine.Queue.Down = failure;

        var health = await engine.OpenAsync("Health");

        Assert.Equal(503, health.Response.StatusCode);
        Assert.Contains("\"table\":\"ok\",\"queue\":\"unreachable\"", health.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_table_that_does_not_answer_is_named(Exception failure)
    {
        var table = Substitute.For<ICourseTable>();
        table.FindAsync(default, "", TestToken.Current).ThrowsAsyncForAnyArgs(failure);
        using var engine = new TestEngine(services => services.AddSingleton(table));

        var health = await engine.OpenAsync("Health");

        Assert.Equal(503, health.Response.StatusCode);
        Assert.Contains("\"table\":\"unreachable\",\"queue\":\"ok\"", health.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_health_is_never_kept()
    {
        using var engine = new TestEngine();

        Assert.Equal("no-store", (await engine.OpenAsync("Health")).Response.Headers.CacheControl.ToString());
    }
}
