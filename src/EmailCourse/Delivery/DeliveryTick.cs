using EmailCourse.Storage;

namespace EmailCourse.Delivery;

/// <summary>The timer's question to every shard: is anything due, or is a batch open?</summary>
public sealed class DeliveryTick(IShardQueue queue)
{
    /// <summary>Puts one message per shard with work to do on the queue. Safe to call at any time and as often as one likes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in ShardKey.All)
            await queue.SendAsync(shard, NodaTime.Duration.Zero, cancellationToken);
    }
}
