using EmailCourse.Storage;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Sends everything that is due in one shard.</summary>
public sealed partial class ShardDelivery
{
    private readonly ICourseTable _table;
    private readonly DueRowReader _rows;
    private readonly OpenBatches _openBatches;
    private readonly DuePage _duePage;
    private readonly ShardRescheduler _busyShard;
    private readonly IShardQueue _queue;
    private readonly IIdGenerator _ids;
    private readonly IClock _clock;
    private readonly ILogger<ShardDelivery> _logger;

    internal ShardDelivery(
        ICourseTable table,
        DueRowReader rows,
        OpenBatches openBatches,
        DuePage duePage,
        ShardRescheduler busyShard,
        IShardQueue queue,
        IIdGenerator ids,
        IClock clock,
        ILogger<ShardDelivery> logger
    ) =>
        (_table, _rows, _openBatches, _duePage, _busyShard, _queue, _ids, _clock, _logger) = (
            table,
            rows,
            openBatches,
            duePage,
            busyShard,
            queue,
            ids,
            clock,
            logger
        );

    /// <summary>One run of a shard. Puts the shard back on the queue when another run holds it, the provider asks for a pause, or more
    /// is due than fits into the time of one run.</summary>
    public async Task RunAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        using var trace = CourseTraces.Run(shard);
        var (lease, wait) = await ShardLease.TakeAsync(
            _table,
            shard,
            _ids.NewId(),
            _clock.GetCurrentInstant(),
            cancellationToken
        );
        if (lease is null)
        {
            await _busyShard.RescheduleAsync(shard, wait, cancellationToken);
            return;
        }

        var run = new RunState(shard, lease);
        try
        {
            var halt = await RunAsync(run, cancellationToken);
            await lease.ReleaseAsync(_table, halt?.PauseUntil, cancellationToken);
            if (halt?.PauseUntil is { } until)
            {
                await _busyShard.RescheduleAsync(shard, until - _clock.GetCurrentInstant(), cancellationToken);
            }
            else if (halt is null && run.DueAtOnce)
            {
                await _queue.SendAsync(shard, Duration.Zero, cancellationToken);
            }
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(shard);
        }

        if (run.Sent > 0)
        {
            LogSent(shard, run.Sent);
        }
    }

    private async Task<Halt?> RunAsync(RunState run, CancellationToken cancellationToken)
    {
        var started = _clock.GetCurrentInstant();
        if (await _openBatches.SettleAsync(run, cancellationToken) is { } open)
        {
            return open;
        }

        await foreach (var page in _rows.UpToAsync(run.Shard, started, cancellationToken))
        {
            if (await _duePage.DeliverAsync(page, run, cancellationToken) is { } halt)
            {
                return halt;
            }

            if (_clock.GetCurrentInstant() - started < DeliveryRules.MaxRunDuration)
            {
                continue;
            }

            run.DueAtOnce = true;
            break;
        }

        return null;
    }

    [LoggerMessage(LogLevel.Information, "Shard {Shard}: {Count} mails handed over.")]
    private partial void LogSent(ShardKey shard, int count);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} was taken over by another run; this one stopped.")]
    private partial void LogLeaseLost(ShardKey shard);
}
