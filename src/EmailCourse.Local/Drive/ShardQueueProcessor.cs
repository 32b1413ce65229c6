using EmailCourse.Delivery;
using EmailCourse.Storage;

namespace EmailCourse.Local.Drive;

/// <summary>
/// Does with the queue's messages what Azure Functions does: runs the shard and completes the message, lets it come again if the
/// run fails, and gives it up after eight failures; the next tick asks again.
/// </summary>
internal sealed partial class ShardQueueProcessor(
    ICourseDelivery delivery,
    ILocalShardQueue queue,
    ILogger<ShardQueueProcessor> logger
)
{
    private const int MaxDeliveries = 8;
    private const int MaxParallelRuns = 4;

    /// <summary>Runs the shards of the messages that wait now.</summary>
    /// <returns><see langword="false"/> if none waited.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var messages = await queue.ReceiveAsync(cancellationToken);
        await Parallel.ForEachAsync(
            messages.GroupBy(message => message.Text),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelRuns, CancellationToken = cancellationToken },
            async (group, cancel) => await RunAsync(group.Key, [.. group], cancel)
        );
        return messages.Count > 0;
    }

    private async Task RunAsync(string text, ShardMessage[] messages, CancellationToken cancellationToken)
    {
        try
        {
            var shard = ShardKey.Parse(text);
            queue.Begin(messages[0]);
            await delivery.RunShardAsync(shard, cancellationToken);
            foreach (var message in messages)
            {
                await queue.CompleteAsync(message, CancellationToken.None);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, text);
            foreach (var message in messages)
            {
                await FailAsync(message, cancellationToken);
            }
        }
    }

    private async Task FailAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        if (message.Deliveries < MaxDeliveries)
        {
            await queue.RetryAsync(message, cancellationToken);
            return;
        }

        LogGivenUp(message.Text, MaxDeliveries);
        await queue.GiveUpAsync(message, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The run of shard '{Shard}' failed; its message comes again.")]
    private partial void LogFailed(Exception exception, string shard);

    [LoggerMessage(LogLevel.Error, "The run of shard '{Shard}' failed {Times} times; its message is given up until a tick.")]
    private partial void LogGivenUp(string shard, int times);
}
