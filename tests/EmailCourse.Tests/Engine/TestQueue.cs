using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Tests.Engine;

/// <summary>The queue in memory, on the test's clock.</summary>
internal sealed class TestQueue(IClock clock) : IShardQueue
{
    private readonly List<(ShardKey Shard, Instant VisibleAt)> _messages = [];

    public IReadOnlyList<(ShardKey Shard, Instant VisibleAt)> Messages => _messages;

    /// <summary>Set to have every message fail to be sent.</summary>
    public Exception? Down { get; set; }

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        if (Down is not null)
        {
            return Task.FromException(Down);
        }

        _messages.Add((shard, clock.GetCurrentInstant() + delay));
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Down is null ? Task.CompletedTask : Task.FromException(Down);

    /// <summary>Loses every message.</summary>
    public void Clear() => _messages.Clear();

    public bool TryReceive(out ShardKey shard)
    {
        var index = _messages.FindIndex(message => message.VisibleAt <= clock.GetCurrentInstant());
        shard = index < 0 ? default : _messages[index].Shard;
        if (index >= 0)
        {
            _messages.RemoveAt(index);
        }

        return index >= 0;
    }
}
