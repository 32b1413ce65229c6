using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>What one run of a shard knows and has done.</summary>
internal sealed class RunState(ShardKey shard, ShardLease lease)
{
    public ShardKey Shard => shard;

    public ShardLease Lease => lease;

    /// <summary>Members of batches whose outcome is unknown: not to be sent to, until the batch is settled.</summary>
    public HashSet<SubscriberId> Reserved { get; } = [];

    /// <summary>Something became due behind the reading: the shard needs another run.</summary>
    public bool DueAtOnce { get; set; }

    public int Sent { get; set; }
}
