using EmailCourse.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Requests a run of a shard at once. If the queue is down, nothing is thrown: the next tick finds the due row.
/// </summary>
internal sealed partial class DeliveryTrigger(IShardQueue queue, ILogger<DeliveryTrigger> logger)
{
    public async Task TriggerAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendAsync(shard, Duration.Zero, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTriggered(shard, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not trigger the delivery of shard {Shard}; the next tick does.")]
    private partial void LogNotTriggered(ShardKey shard, Exception failure);
}
