using Azure.Data.Tables;
using Azure.Storage.Queues;
using EmailCourse.TestRuns.Emulator;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>A storage emulator, shared by the tests of a class.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private Azurite _azurite = null!;
    private int _made;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

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
