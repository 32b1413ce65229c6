using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EmailCourse.Delivery;
using EmailCourse.Storage;

namespace EmailCourse.Local.Drive;

/// <summary>Does with the queue's messages what Azure Functions does: runs the shard, deletes the message; keeps it for another try when the
/// run fails, and puts it aside after eight.</summary>
internal sealed partial class ShardDrain(
    ICourseDelivery delivery,
    LocalShardQueue shards,
    QueueClient queue,
    PoisonQueue poison,
    ILogger<ShardDrain> logger
)
{
    private const int MostDequeues = 8;
    private const int AtOnce = 4;
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> _failing = new();

    /// <summary>Whether a message will reappear because its run failed.</summary>
    public bool IsRetrying => !_failing.IsEmpty;

    /// <summary>Runs the shards of the messages that wait now.</summary>
    /// <returns><see langword="false"/> when none waited.</returns>
    public async Task<bool> OnceAsync(CancellationToken cancellationToken)
    {
        await shards.ReleaseDueAsync(cancellationToken);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(queue.MaxPeekableMessages, LongestRun, cancellationToken);
        if (messages.Length == 0)
        {
            shards.FoundEmpty();
        }

        await Parallel.ForEachAsync(
            messages.GroupBy(message => message.MessageText),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (group, cancel) => await RunAsync(group.Key, [.. group], cancel)
        );
        return messages.Length > 0;
    }

    private async Task RunAsync(string text, QueueMessage[] messages, CancellationToken cancellationToken)
    {
        try
        {
            var shard = ShardKey.Parse(text);
            shards.Received(shard);
            await delivery.RunShardAsync(shard, cancellationToken);
            foreach (var message in messages)
            {
                await DeleteAsync(message, cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, text);
            foreach (var message in messages)
            {
                await RetryAsync(message, cancellationToken);
            }
        }
    }

    private async Task RetryAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (message.DequeueCount < MostDequeues)
        {
            _failing[message.MessageId] = true;
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, RetryDelay, cancellationToken);
            return;
        }

        LogGivenUp(message.MessageText, MostDequeues);
        await poison.Client.SendMessageAsync(message.MessageText, cancellationToken);
        await DeleteAsync(message, cancellationToken);
    }

    private async Task DeleteAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        _failing.TryRemove(message.MessageId, out _);
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            LogRanLate(message.MessageText);
        }
    }

    [LoggerMessage(LogLevel.Error, "The run of shard '{Shard}' failed; its message comes again.")]
    private partial void LogFailed(Exception exception, string shard);

    [LoggerMessage(LogLevel.Error, "The run of shard '{Shard}' failed {Times} times; its message was moved to the poison queue.")]
    private partial void LogGivenUp(string shard, int times);

    [LoggerMessage(LogLevel.Warning, "The run of shard '{Shard}' took so long that its message came again.")]
    private partial void LogRanLate(string shard);
}

/// <summary>The queue of messages that were given up on.</summary>
internal sealed record PoisonQueue(QueueClient Client);
