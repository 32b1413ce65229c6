using Azure.Data.Tables;
using Azure.Storage.Queues;
using EmailCourse.Local.Emulator;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>The storage emulator, started as the local head starts it.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private DataFolder _data = null!;
    private Azurite _azurite = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _data = DataFolder.Open(_folder.Path);
        _azurite = await Azurite.StartAsync(Repository.Find(), _data, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _data.Dispose();
        await _folder.DisposeAsync();
    }

    /// <summary>A table nobody else uses.</summary>
    internal async Task<TableClient> TableAsync()
    {
        var table = new TableClient(_azurite.ConnectionString, $"course{++_made}");
        await table.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }

    /// <summary>A queue nobody else uses.</summary>
    internal async Task<QueueClient> QueueAsync()
    {
        var queue = new QueueClient(_azurite.ConnectionString, $"deliver{++_made}");
        await queue.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }
}
