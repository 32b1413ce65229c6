using System.Collections.Concurrent;
using Azure.Storage.Queues;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>The queue of shards to run. The emulator knows only real time, so a message for later is held here against the course's clock;
/// one lost in a crash is made good by the next tick.</summary>
internal sealed class LocalShardQueue(QueueClient queue, IClock clock) : IShardQueue
{
    private readonly Lock _sync = new();
    private readonly PriorityQueue<ShardKey, Instant> _held = new();
    private readonly ConcurrentDictionary<ShardKey, bool> _waiting = new();

    /// <summary>When the next held message is to be sent.</summary>
    public Instant? NextHeld
    {
        get
        {
            lock (_sync)
            {
                return _held.TryPeek(out _, out var at) ? at : null;
            }
        }
    }

    public async Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        if (delay <= Duration.Zero)
        {
            await SendNowAsync(shard, cancellationToken);
        }
        else
        {
            lock (_sync)
            {
                _held.Enqueue(shard, clock.GetCurrentInstant() + delay);
            }
        }
    }

    public async Task ReleaseDueAsync(CancellationToken cancellationToken)
    {
        while (TakeDue() is { } shard)
        {
            await SendNowAsync(shard, cancellationToken);
        }
    }

    /// <summary>Says that a message of <paramref name="shard"/> was received: whatever becomes due from now on needs another.</summary>
    public void Received(ShardKey shard) => _waiting.TryRemove(shard, out _);

    /// <summary>Says that the queue was found empty.</summary>
    public void FoundEmpty() => _waiting.Clear();

    // One waiting message per shard is enough for any number of wishes, and the emulator grows slow with the length of its queues.
    private async Task SendNowAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (!_waiting.TryAdd(shard, true))
        {
            return;
        }

        try
        {
            await queue.SendMessageAsync(shard.ToString(), cancellationToken);
        }
        catch
        {
            _waiting.TryRemove(shard, out _);
            throw;
        }
    }

    private ShardKey? TakeDue()
    {
        lock (_sync)
        {
            return
                _held.TryPeek(out var shard, out var at) && at <= clock.GetCurrentInstant() && _held.TryDequeue(out shard, out _)
                ? shard
                : null;
        }
    }
}
