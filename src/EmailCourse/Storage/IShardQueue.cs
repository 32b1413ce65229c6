using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Wakes the delivery of a shard. It only makes things fast: the due rows are the truth, and a lost message heals at the next tick.</summary>
public interface IShardQueue
{
    /// <summary>Asks for one run of <paramref name="shard"/>, not before <paramref name="delay"/> has passed.</summary>
    Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken);
}
