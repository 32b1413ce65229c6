using EmailCourse.Storage;

namespace EmailCourse.Delivery;

/// <summary>Sends everything that is due in one shard.</summary>
public sealed class ShardDelivery
{
    /// <summary>One run of a shard. Returns when nothing more is due, another run holds the shard, or the time budget is used up.</summary>
    public Task RunAsync(ShardKey shard, CancellationToken cancellationToken) => Task.CompletedTask;
}
