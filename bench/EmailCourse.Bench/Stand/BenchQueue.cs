using System.Collections.Concurrent;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Bench.Stand;

/// <summary>The queue in memory. A delayed message comes at once: no run here meets a shard that is held.</summary>
internal sealed class BenchQueue(RequestCounter requests) : IShardQueue
{
    private readonly ConcurrentQueue<ShardKey> _messages = [];

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        requests.CountMessage();
        _messages.Enqueue(shard);
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool TryReceive(out ShardKey shard) => _messages.TryDequeue(out shard);
}
