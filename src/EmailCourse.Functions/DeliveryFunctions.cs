using EmailCourse.Delivery;
using EmailCourse.Storage;
using Microsoft.Azure.Functions.Worker;

namespace EmailCourse.Functions;

/// <summary>The timer that asks what is due, and the queue that runs a shard.</summary>
public sealed class DeliveryFunctions(ICourseDelivery delivery)
{
    /// <summary>The setting that holds the timer's schedule.</summary>
    public const string ScheduleSetting = "DeliverySchedule";

    /// <summary>The host's own storage connection: the app's identity in Azure, the emulator on a developer's machine.</summary>
    public const string StorageConnection = "AzureWebJobsStorage";

#pragma warning disable IDE0060 // A binding is a parameter, used or not.
    [Function(nameof(SendDueLessons))]
    public Task SendDueLessons([TimerTrigger($"%{ScheduleSetting}%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delivery.TickAsync(cancellationToken);
#pragma warning restore IDE0060

    [Function(nameof(DeliverShard))]
    public Task DeliverShard(
        [QueueTrigger(StorageOptions.DeliverQueue, Connection = StorageConnection)] string shard,
        CancellationToken cancellationToken
    ) => delivery.RunShardAsync(ShardKey.Parse(shard), cancellationToken);
}
