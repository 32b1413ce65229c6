using EmailCourse.Bench.Startup;
using Xunit;

namespace EmailCourse.Functions.Tests;

/// <summary>The head in a process of its own, under the host that the bench measures its start with.</summary>
public sealed class WorkerHostTests
{
    [Fact]
    public async Task A_worker_that_was_just_started_answers_with_the_landing_page()
    {
        var start = await WorkerHost.StartAsync(AppContext.BaseDirectory);

        Assert.Contains("action=\"/api/signup\"", start.Page, StringComparison.Ordinal);
        Assert.InRange(start.Connected, 0, start.Initialized);
        Assert.InRange(start.Loaded, start.Initialized, start.FirstPage);
    }

    [Fact]
    public async Task A_worker_that_cannot_start_is_reported_with_what_it_said()
    {
        var nowhere = Path.Combine(AppContext.BaseDirectory, "lessons");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkerHost.StartAsync(nowhere));

        Assert.Contains("EmailCourse.Functions.dll", failure.Message, StringComparison.Ordinal);
    }
}
