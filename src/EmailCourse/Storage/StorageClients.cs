using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailCourse.Storage;

/// <summary>
/// Makes the clients of Azure Storage: with the app's own identity in Azure, with a connection string for the emulator.
/// </summary>
internal static class StorageClients
{
    public static TableClient Table(IServiceProvider services)
    {
        var storage = Options(services);
        return storage.ConnectionString.Length > 0
            ? new TableClient(storage.ConnectionString, storage.Table)
            : new TableClient(storage.TableEndpoint!, storage.Table, services.GetRequiredService<TokenCredential>());
    }

    public static QueueClient Queue(IServiceProvider services)
    {
        var storage = Options(services);
        return storage.ConnectionString.Length > 0
            ? new QueueClient(storage.ConnectionString, storage.Queue)
            : new QueueClient(new Uri(storage.QueueEndpoint!, storage.Queue), services.GetRequiredService<TokenCredential>());
    }

    private static StorageOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Storage;
}
