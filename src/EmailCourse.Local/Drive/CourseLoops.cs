using EmailCourse.Delivery;
using EmailCourse.Local.StandIn;

namespace EmailCourse.Local.Drive;

/// <summary>What Azure's timer and queue triggers and SendGrid do by themselves, unless the course is driven by hand.</summary>
internal sealed partial class CourseLoops(
    CourseDriver driver,
    EventOutbox outbox,
    IHostApplicationLifetime lifetime,
    ILogger<CourseLoops> logger
) : IHostedLifecycleService
{
    private static readonly TimeSpan TickInterval = DeliveryRules.Tick.ToTimeSpan();
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan EventInterval = TimeSpan.FromMilliseconds(300);

    private Task _loops = Task.CompletedTask;

    // Not earlier: a delivery calls the stand-in, which must be listening.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // Whoever waits for the address that is printed next should find the course well.
        await RunAsync(driver.TickAsync);
        _loops = Task.WhenAll(
            EveryAsync(TickInterval, driver.TickAsync),
            EveryAsync(PollInterval, ProcessAllAsync),
            EveryAsync(EventInterval, () => outbox.PostDueAsync(lifetime.ApplicationStopping))
        );
    }

    // And ended before the stand-in stops listening, so that a send in flight gets its answer and is recorded.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        return _loops;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ProcessAllAsync()
    {
        while (await driver.ProcessQueueAsync()) { }
    }

    private async Task EveryAsync(TimeSpan interval, Func<Task> work)
    {
        var stopping = lifetime.ApplicationStopping;
        while (true)
        {
            await Task.Delay(interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            await RunAsync(work);
        }
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It stops, and nothing failed.
        }
        catch (Exception e)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of the local run failed; the next one tries again.")]
    private partial void LogFailed(Exception exception);
}
