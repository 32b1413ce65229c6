using EmailCourse.Storage;

namespace EmailCourse.Delivery;

/// <summary>Another run or the brake has the shard by now; this run stops where it is, and nothing is lost by that.</summary>
internal sealed class LeaseLostException(ShardKey shard) : Exception($"The lease of shard {shard} was lost.");
