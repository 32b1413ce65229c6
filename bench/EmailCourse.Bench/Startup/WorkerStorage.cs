using System.Globalization;
using EmailCourse.Bench.Stand;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// Table Storage on a loopback port, as far as a start needs it: it has the one row that a start reads, written by the engine's
/// own first start, and refuses everything else.
/// </summary>
internal sealed class WorkerStorage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WorkerStorage(WebApplication app) => _app = app;

    /// <summary>With a key as long as Azure's, which signs and opens nothing.</summary>
    public string ConnectionString =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"AccountName=bench;AccountKey={Convert.ToBase64String(new byte[64])};TableEndpoint={_app.Urls.Single()};"
                + $"QueueEndpoint={_app.Urls.Single()};BlobEndpoint={_app.Urls.Single()}"
        );

    public static async Task<WorkerStorage> StartAsync()
    {
        var row = await WriteIdKeyAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet($"/{new StorageOptions().Table}(PartitionKey='{ShardKey.All[0]}',RowKey='{IdKeyCheck.RowKey}')", () => row);
        await app.StartAsync();
        return new WorkerStorage(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IResult> WriteIdKeyAsync()
    {
        await using var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        var ids = new SubscriberIdFactory(Options.Create(new EmailCourseOptions { IdKey = BenchEngine.IdKey }));
        await new IdKeyCheck(table.Plain, ids, SystemClock.Instance, NullLogger<IdKeyCheck>.Instance).StartingAsync(
            CancellationToken.None
        );
        var row = await table.Plain.FindAsync(ShardKey.All[0], IdKeyCheck.RowKey, CancellationToken.None);
        row!.Add("odata.etag", row.ETag.ToString());
        return Results.Json(row.ToDictionary(), contentType: "application/json;odata=minimalmetadata");
    }
}
