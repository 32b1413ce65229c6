using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.IntegrationTests.Simulation;

/// <summary>A queue that delivers in any order, and some messages twice.</summary>
internal sealed class UnorderedQueue(int seed, IClock clock) : IShardQueue
{
    private readonly Lock _sync = new();
    private readonly Random _random = new(seed);
    private readonly List<(ShardKey Shard, Instant At)> _messages = [];

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            _messages.AddRange(Enumerable.Repeat((shard, clock.GetCurrentInstant() + delay), _random.Next(4) == 0 ? 2 : 1));
        }

        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The next message that is not for later.</summary>
    public ShardKey? Receive()
    {
        lock (_sync)
        {
            var now = clock.GetCurrentInstant();
            var visible = Enumerable.Range(0, _messages.Count).Where(index => _messages[index].At <= now).ToArray();
            if (visible.Length == 0)
            {
                return null;
            }

            var chosen = visible[_random.Next(visible.Length)];
            var shard = _messages[chosen].Shard;
            _messages.RemoveAt(chosen);
            return shard;
        }
    }
}
