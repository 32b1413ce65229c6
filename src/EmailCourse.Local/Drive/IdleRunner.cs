using EmailCourse.Delivery;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Time;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>Runs the course until it is idle: the queue is empty, no message is held and every event was posted once.</summary>
internal sealed class IdleRunner(
    LocalClock clock,
    ICourseDelivery delivery,
    ShardQueueProcessor processor,
    ILocalShardQueue queue,
    EventOutbox outbox
)
{
    // A held message is waited for, or a throttled send would look lost; longer than a killed run keeps its lease (two minutes),
    // but not for ever while the stand-in throttles.
    private static readonly Duration LongestWait = Duration.FromMinutes(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var horizon = clock.GetCurrentInstant() + LongestWait;
        var tried = new HashSet<string>();
        await delivery.TickAsync(cancellationToken);
        while (
            await processor.RunOnceAsync(cancellationToken)
            || await outbox.PostAsync(tried, cancellationToken)
            || await WaitAsync(horizon, cancellationToken)
        )
        {
            // Each of these may have made more to do.
        }
    }

    private async Task<bool> WaitAsync(Instant horizon, CancellationToken cancellationToken)
    {
        if (queue.IsRetrying)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            return true;
        }

        if (queue.NextHeld is not { } held || held > horizon)
        {
            return false;
        }

        await clock.ApproachAsync(held, cancellationToken);
        return true;
    }
}
