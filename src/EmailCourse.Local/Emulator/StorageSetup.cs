using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace EmailCourse.Local.Emulator;

/// <summary>Creates what Bicep creates in Azure.</summary>
internal static class StorageSetup
{
    public static async Task CreateAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        await new TableServiceClient(storage.ConnectionString).CreateTableIfNotExistsAsync(storage.Table, cancellationToken);
        await new QueueClient(storage.ConnectionString, storage.Queue).CreateIfNotExistsAsync(
            cancellationToken: cancellationToken
        );
        await new QueueClient(storage.ConnectionString, PoisonQueue(storage)).CreateIfNotExistsAsync(
            cancellationToken: cancellationToken
        );
    }

    /// <summary>Where Azure Functions puts messages it gave up on.</summary>
    public static string PoisonQueue(StorageOptions storage) => storage.Queue + "-poison";
}
