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
    /// <param name="options">How it is spoken to once it is there.</param>
    internal async Task<TableClient> TableAsync(TableClientOptions? options = null)
    {
        var name = $"course{++_made}";
        await new TableClient(_azurite.ConnectionString, name).CreateAsync(TestContext.Current.CancellationToken);
        return new TableClient(_azurite.ConnectionString, name, options);
    }

    /// <summary>A queue nobody else uses.</summary>
    internal async Task<QueueClient> QueueAsync()
    {
        var queue = new QueueClient(_azurite.ConnectionString, $"deliver{++_made}");
        await queue.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }
}
