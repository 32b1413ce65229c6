using EmailCourse.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Asks for a shard's delivery at once. When the queue is down the next tick finds the due row, so nobody is told of it.</summary>
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
