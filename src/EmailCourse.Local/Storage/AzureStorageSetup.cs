using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Storage;

/// <summary>Creates in Azure Storage what Bicep creates in Azure.</summary>
internal static class AzureStorageSetup
{
    // A start waits for a person: better a clear answer soon than a patient one.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="StartException">The storage does not answer, or refuses.</exception>
    public static async Task CreateAsync(StorageOptions storage)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var table = new TableClient(storage.ConnectionString, storage.Table);
        try
        {
            await table.CreateIfNotExistsAsync(timeout.Token);
            foreach (var queue in new[] { storage.Queue, PoisonQueue(storage) })
            {
                await new QueueClient(storage.ConnectionString, queue).CreateIfNotExistsAsync(cancellationToken: timeout.Token);
            }
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            throw new StartException(
                $"--storage: {table.Uri.GetLeftPart(UriPartial.Authority)} {Explain(e)} For Azurite, run "
                    + "'npx azurite --skipApiVersionCheck' and give --storage UseDevelopmentStorage=true.",
                e
            );
        }
    }

    /// <summary>Tells whether clients can be made of a connection string. Asks no network.</summary>
    public static bool IsConnectionString(string connection)
    {
        try
        {
            _ = new TableServiceClient(connection);
            _ = new QueueServiceClient(connection);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The queue into which Azure Functions puts messages that failed too often.</summary>
    public static string PoisonQueue(StorageOptions storage) => storage.Queue + "-poison";

    private static string Explain(Exception failure) =>
        failure is RequestFailedException { Status: > 0 } refused
            ? $"refuses: HTTP {refused.Status} {refused.ErrorCode}."
            : "does not answer.";
}
