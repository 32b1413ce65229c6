using Azure.Storage.Queues;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Sends to a queue of Azure Storage. A message is the digit of one shard, unencoded.</summary>
internal sealed class ShardQueue(QueueClient queue) : IShardQueue
{
    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(shard.ToString(), visibilityTimeout: delay.ToTimeSpan(), timeToLive: null, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => queue.GetPropertiesAsync(cancellationToken);
}
