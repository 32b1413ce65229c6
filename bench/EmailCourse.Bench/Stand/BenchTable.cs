using Azure.Data.Tables;
using EmailCourse.Local.Storage;
using EmailCourse.Simulation;
using EmailCourse.Storage;

namespace EmailCourse.Bench.Stand;

/// <summary>An empty table of one kind, counted and delayed. What it held is deleted with it.</summary>
internal sealed class BenchTable : IAsyncDisposable
{
    public const string Memory = "memory";
    public const string Sqlite = "sqlite";

    private readonly Func<Task> _delete;

    private BenchTable(ICourseTable plain, ICourseTable counted, RequestCounter requests, Latency latency, Func<Task> delete)
    {
        Plain = plain;
        Table = latency.IsNone ? counted : new DelayedTable(counted, latency);
        Requests = requests;
        _delete = delete;
    }

    /// <summary>What is measured.</summary>
    public ICourseTable Table { get; }

    /// <summary>The same rows, for preparing and checking; neither counted nor delayed.</summary>
    public ICourseTable Plain { get; }

    public RequestCounter Requests { get; }

    /// <param name="storage"><see cref="Memory"/>, <see cref="Sqlite"/>, or a connection string of Azure Storage.</param>
    public static Task<BenchTable> CreateAsync(string storage, Latency latency) =>
        storage switch
        {
            Memory => Task.FromResult(Uncounted(new InMemoryTable(), latency, () => Task.CompletedTask)),
            Sqlite => Task.FromResult(InSqlite(latency)),
            _ => InAzureAsync(storage, latency),
        };

    public async ValueTask DisposeAsync() => await _delete();

    private static BenchTable InSqlite(Latency latency)
    {
        var folder = Directory.CreateTempSubdirectory("bench-");
        var table = new SqliteCourseTable(CourseDatabase.Open(Path.Combine(folder.FullName, CourseDatabase.FileName)));
        return Uncounted(
            table,
            latency,
            () =>
            {
                table.Dispose();
                folder.Delete(recursive: true);
                return Task.CompletedTask;
            }
        );
    }

    private static BenchTable Uncounted(ICourseTable table, Latency latency, Func<Task> delete)
    {
        var requests = new RequestCounter();
        return new BenchTable(table, new CountingTable(table, requests), requests, latency, delete);
    }

    private static async Task<BenchTable> InAzureAsync(string connection, Latency latency)
    {
        var requests = new RequestCounter();
        var counting = new TableClientOptions();
        counting.AddPolicy(new CountingPolicy(requests), Azure.Core.HttpPipelinePosition.PerRetry);
        var name = "bench" + new RandomIdGenerator().NewId();
        var plain = new TableClient(connection, name);
        await plain.CreateAsync();
        return new BenchTable(
            new CourseTable(plain),
            new CourseTable(new TableClient(connection, name, counting)),
            requests,
            latency,
            () => plain.DeleteAsync()
        );
    }
}
