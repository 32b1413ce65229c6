using Azure.Storage.Queues;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Sends to a queue of Azure Storage. A message is the digit of one shard, unencoded.</summary>
internal sealed class ShardQueue(QueueClient queue) : IShardQueue
{
    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(shard.ToString(), visibilityTimeout: WholeSeconds(delay), timeToLive: null, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => queue.GetPropertiesAsync(cancellationToken);

    // The service counts whole seconds, and the client would drop the rest: the message would come before its time.
    internal static TimeSpan WholeSeconds(Duration delay) => TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
}
