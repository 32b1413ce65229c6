using EmailCourse.Storage;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <inheritdoc cref="ICourseDelivery" />
internal sealed partial class CourseDelivery(
    TimerTick tick,
    ICourseTable table,
    ShardWorkReader work,
    IShardQueue queue,
    ShardRescheduler rescheduler,
    ShardDeliveryFactory deliveries,
    IIdGenerator ids,
    IClock clock,
    ILogger<CourseDelivery> logger
) : ICourseDelivery
{
    public Task TickAsync(CancellationToken cancellationToken) => tick.RunAsync(cancellationToken);

    public async Task RunShardAsync(ShardKey shard, CancellationToken stopping)
    {
        using var trace = CourseTraces.Run(shard);
        var found = await work.ReadAsync(shard, CancellationToken.None);
        var (lease, wait) = ShardLease.Of(table, shard, found.Lease, ids.NewId(), found.AsOf);
        if (lease is null)
        {
            await rescheduler.RescheduleAsync(shard, wait, CancellationToken.None);
            return;
        }

        var run = new ShardRun(lease, found, clock, stopping);
        if (await DeliverAsync(run) is { } result)
        {
            trace.Ended((result as RunResult.Stopped)?.Reason);
            await EndAsync(run, result);
        }

        if (run.Sent > 0)
        {
            LogSent(shard, run.Sent);
        }
    }

    private async Task<RunResult?> DeliverAsync(ShardRun run)
    {
        try
        {
            return await deliveries.Create(run).DeliverAsync();
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(run.Shard);

            // It may be still ours, where only the batch was recorded by somebody else.
            await ReleaseAsync(run, pauseUntil: null);
            await rescheduler.RescheduleAsync(run.Shard, DeliveryRules.BusyRetry, CancellationToken.None);
            return null;
        }
        catch (Exception)
        {
            await ReleaseAfterFailureAsync(run);
            throw;
        }
    }

    // The message comes back before the pause is over and is put off by it, which does not count as a failure of the message.
    private async Task ReleaseAfterFailureAsync(ShardRun run)
    {
        try
        {
            // What the brake took stays taken.
            if (!run.IsBraked && await run.Lease.IsStillOursAsync())
            {
                await run.Lease.ReleaseAsync(pauseUntil: clock.GetCurrentInstant() + DeliveryRules.FailureRetry);
            }
        }
        catch (Exception failure)
        {
            LogNotReleased(run.Shard, failure);
        }
    }

    private async Task EndAsync(ShardRun run, RunResult result)
    {
        var stopped = result as RunResult.Stopped;
        await ReleaseAsync(run, pauseUntil: stopped?.Until);
        if (stopped?.Until is { } until)
        {
            await rescheduler.RescheduleAsync(run.Shard, until - clock.GetCurrentInstant(), CancellationToken.None);
        }
        else if (stopped is null && run.NeedsAnotherRun)
        {
            await queue.SendAsync(run.Shard, Duration.Zero, CancellationToken.None);
        }
    }

    private static Task ReleaseAsync(ShardRun run, Instant? pauseUntil) =>
        run.Lease.IsTaken ? run.Lease.ReleaseAsync(pauseUntil) : Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} could not be released after a failure; its lease expires by itself.")]
    private partial void LogNotReleased(ShardKey shard, Exception failure);

    [LoggerMessage(LogLevel.Information, "Shard {Shard}: SendGrid accepted {Count} mails.")]
    private partial void LogSent(ShardKey shard, int count);

    [LoggerMessage(LogLevel.Information, "The lease of shard {Shard} is another run's or the brake's by now; this run stopped.")]
    private partial void LogLeaseLost(ShardKey shard);
}
