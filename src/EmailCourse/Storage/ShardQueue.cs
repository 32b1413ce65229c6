using Azure.Storage.Queues;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>The queue <c>deliver</c>: one message is one shard's digit, unencoded.</summary>
internal sealed class ShardQueue(QueueClient queue) : IShardQueue
{
    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(shard.ToString(), visibilityTimeout: delay.ToTimeSpan(), timeToLive: null, cancellationToken);
}
