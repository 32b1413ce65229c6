using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>A queue that forgets its messages: whoever wants a shard to run runs it.</summary>
internal sealed class CalmQueue : IShardQueue
{
    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
