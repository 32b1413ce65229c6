using Azure.Data.Tables;
using Azure.Storage.Queues;
using EmailCourse.TestRuns.Emulator;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>A storage emulator, shared by all tests; those that end it start one of their own.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private Azurite _azurite = null!;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    /// <summary>The connection string of an account that nobody else uses.</summary>
    public string NextConnectionString() => _azurite.NextConnectionString();

    /// <summary>A table nobody else uses.</summary>
    /// <param name="options">How it is spoken to once it is there.</param>
    internal async Task<TableClient> TableAsync(TableClientOptions? options = null)
    {
        var connection = NextConnectionString();
        await new TableClient(connection, "course").CreateAsync(TestContext.Current.CancellationToken);
        return new TableClient(connection, "course", options);
    }

    /// <summary>A queue nobody else uses.</summary>
    internal async Task<QueueClient> QueueAsync()
    {
        var queue = new QueueClient(NextConnectionString(), "deliver");
        await queue.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }
}
