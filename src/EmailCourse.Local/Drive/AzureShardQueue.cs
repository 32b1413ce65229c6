using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>
/// The queue of shards to run, in Azure Storage or its emulator. These know only real time, so a message for later is held here
/// against the course's clock. What a kill loses, the next tick makes good.
/// </summary>
internal sealed partial class AzureShardQueue(
    QueueClient queue,
    PoisonQueue poison,
    IClock clock,
    ILogger<AzureShardQueue> logger
) : ILocalShardQueue
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ShardKey, Instant> _held = new();
    private readonly ConcurrentDictionary<string, bool> _waiting = new();
    private readonly ConcurrentDictionary<string, bool> _failing = new();

    public Instant? NextHeld
    {
        get
        {
            lock (_lock)
            {
                return _held.TryPeek(out _, out var at) ? at : null;
            }
        }
    }

    public bool IsRetrying => !_failing.IsEmpty;

    public async Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        if (delay <= Duration.Zero)
        {
            await SendNowAsync(shard, cancellationToken);
            return;
        }

        lock (_lock)
        {
            _held.Enqueue(shard, clock.GetCurrentInstant() + delay);
        }
    }

    public Task CheckAsync(CancellationToken cancellationToken) => queue.GetPropertiesAsync(cancellationToken);

    public async Task<IReadOnlyList<ShardMessage>> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (TakeDue() is { } shard)
        {
            await SendNowAsync(shard, cancellationToken);
        }

        QueueMessage[] messages = await queue.ReceiveMessagesAsync(queue.MaxPeekableMessages, LongestRun, cancellationToken);
        if (messages.Length == 0)
        {
            _waiting.Clear();
        }

        return [.. messages.Select(message => new ShardMessage(message.MessageText, (int)message.DequeueCount, message))];
    }

    public void Begin(ShardMessage message) => _waiting.TryRemove(message.Text, out _);

    public async Task CompleteAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        var received = Received(message);
        _failing.TryRemove(received.MessageId, out _);
        try
        {
            await queue.DeleteMessageAsync(received.MessageId, received.PopReceipt, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            LogRanLate(message.Text);
        }
    }

    public async Task RetryAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        var received = Received(message);
        _failing[received.MessageId] = true;
        await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, received.Body, RetryDelay, cancellationToken);
    }

    public async Task GiveUpAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        await poison.Client.SendMessageAsync(message.Text, cancellationToken);
        await CompleteAsync(message, cancellationToken);
    }

    private static QueueMessage Received(ShardMessage message) => (QueueMessage)message.Receipt!;

    // One waiting message per shard serves any number of requests, and the emulator grows slow with the length of its queues.
    private async Task SendNowAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (!_waiting.TryAdd(shard.ToString(), true))
        {
            return;
        }

        try
        {
            await queue.SendMessageAsync(shard.ToString(), cancellationToken);
        }
        catch
        {
            _waiting.TryRemove(shard.ToString(), out _);
            throw;
        }
    }

    private ShardKey? TakeDue()
    {
        lock (_lock)
        {
            return
                _held.TryPeek(out var shard, out var at) && at <= clock.GetCurrentInstant() && _held.TryDequeue(out shard, out _)
                ? shard
                : null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The run of shard '{Shard}' took so long that its message came again.")]
    private partial void LogRanLate(string shard);
}

/// <summary>The queue of messages that failed too often.</summary>
internal sealed record PoisonQueue(QueueClient Client);
