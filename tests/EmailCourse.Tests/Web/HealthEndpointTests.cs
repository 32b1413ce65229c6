using Azure;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
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
    public async Task All_is_well_when_table_and_queue_answer_and_the_timer_runs()
    {
        using var engine = new TestEngine();
        await engine.RunAsync();

        var health = await engine.OpenAsync("Health");

        Assert.Equal(200, health.Response.StatusCode);
        Assert.Equal(
            """{"status":"ok","checks":{"course":"14 lessons","table":"ok","queue":"ok","timer":"ok"},"tickedAt":"""
                + $"\"{TestEngine.Start}\"}}",
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
    public async Task A_timer_that_never_ran_is_named()
    {
        using var engine = new TestEngine();

        var health = await engine.OpenAsync("Health");

        Assert.Equal(503, health.Response.StatusCode);
        Assert.Contains("\"timer\":\"has not run yet\"},\"tickedAt\":null}", health.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 15, 200)]
    [InlineData(5, 16, 503)]
    [InlineData(60, 180, 200)]
    [InlineData(60, 181, 503)]
    public async Task A_timer_that_missed_three_ticks_is_named(int interval, int minutes, int status)
    {
        using var engine = new TestEngine(services =>
            services.Configure<DeliveryOptions>(options => options.NextTick = after => after + Duration.FromMinutes(interval))
        );
        await engine.RunAsync();
        engine.Clock.Now += Duration.FromMinutes(minutes);

        var health = await engine.OpenAsync("Health");

        Assert.Equal(status, health.Response.StatusCode);
        Assert.Contains(
            status == 200 ? "\"timer\":\"ok\"" : $"\"timer\":\"has not run since {TestEngine.Start}\"",
            health.Text(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tick_that_failed_is_none()
    {
        using var engine = new TestEngine();
        await engine.RunAsync();
        engine.Clock.Now += Duration.FromMinutes(20);
        await engine.CrowdAsync(1);
        engine.Queue.Down = new RequestFailedException(503, "busy");

        await Assert.ThrowsAsync<RequestFailedException>(engine.RunAsync);

        engine.Queue.Down = null;
        Assert.Equal(503, (await engine.OpenAsync("Health")).Response.StatusCode);
    }

    [Fact]
    public async Task Where_nothing_ticks_by_itself_no_tick_is_missed()
    {
        using var engine = new TestEngine(services => services.Configure<DeliveryOptions>(options => options.NextTick = null));

        var health = await engine.OpenAsync("Health");

        Assert.Equal(200, health.Response.StatusCode);
        Assert.Contains("\"timer\":\"none\"", health.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_health_is_never_kept()
    {
        using var engine = new TestEngine();

        Assert.Equal("no-store", (await engine.OpenAsync("Health")).Response.Headers.CacheControl.ToString());
    }
}
