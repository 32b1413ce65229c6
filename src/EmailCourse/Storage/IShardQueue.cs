using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Requests runs of shards. A message may be lost: the next tick finds what is due.</summary>
internal interface IShardQueue
{
    /// <summary>Requests one run of <paramref name="shard"/> after <paramref name="delay"/>.</summary>
    Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken);

    /// <summary>Throws whatever the service throws if the queue does not answer.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
