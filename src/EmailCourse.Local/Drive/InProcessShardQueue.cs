using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>The queue of shards to run, in this process. What a kill loses, the next tick makes good.</summary>
internal sealed class InProcessShardQueue(IClock clock) : ILocalShardQueue
{
    private static readonly Duration RetryDelay = Duration.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ShardMessage, Instant> _messages = new();
    private readonly HashSet<string> _waiting = [];

    public Instant? NextHeld
    {
        get
        {
            lock (_lock)
            {
                return _messages.TryPeek(out _, out var at) ? at : null;
            }
        }
    }

    public bool IsRetrying => false;

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // One message that is due already serves any number of requests.
            if (delay > Duration.Zero || _waiting.Add(shard.ToString()))
            {
                _messages.Enqueue(new ShardMessage(shard.ToString(), Deliveries: 1), clock.GetCurrentInstant() + delay);
            }
        }

        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<ShardMessage>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var due = new List<ShardMessage>();
        lock (_lock)
        {
            while (_messages.TryPeek(out var message, out var at) && at <= clock.GetCurrentInstant())
            {
                _messages.Dequeue();
                due.Add(message);
            }
        }

        return Task.FromResult<IReadOnlyList<ShardMessage>>(due);
    }

    public void Begin(ShardMessage message)
    {
        lock (_lock)
        {
            _waiting.Remove(message.Text);
        }
    }

    public Task CompleteAsync(ShardMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RetryAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _messages.Enqueue(message with { Deliveries = message.Deliveries + 1 }, clock.GetCurrentInstant() + RetryDelay);
        }

        return Task.CompletedTask;
    }

    public Task GiveUpAsync(ShardMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
}
