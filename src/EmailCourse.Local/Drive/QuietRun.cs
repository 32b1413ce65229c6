using EmailCourse.Delivery;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Time;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>Drives the course until nothing moves: the queue is empty, no message is held back and every event was posted once.</summary>
internal sealed class QuietRun(
    LocalClock clock,
    ICourseDelivery delivery,
    ShardDrain drain,
    LocalShardQueue queue,
    EventOutbox outbox
)
{
    // Messages held back are waited for, or a throttled send would look lost, and longer than a killed run still owns its shards (two
    // minutes); but a provider that throttles for ever must not hang a run.
    private static readonly Duration LongestWait = Duration.FromMinutes(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var horizon = clock.GetCurrentInstant() + LongestWait;
        var tried = new HashSet<string>();
        await delivery.TickAsync(cancellationToken);
        while (
            await drain.OnceAsync(cancellationToken)
            || await outbox.PostAsync(tried, cancellationToken)
            || await WaitAsync(horizon, cancellationToken)
        ) { }
    }

    private async Task<bool> WaitAsync(Instant horizon, CancellationToken cancellationToken)
    {
        if (drain.IsRetrying)
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
