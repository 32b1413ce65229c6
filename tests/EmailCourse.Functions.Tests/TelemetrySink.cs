using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailCourse.Functions.Tests;

/// <summary>Takes what an exporter sends over HTTP, as Application Insights does.</summary>
internal sealed class TelemetrySink : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonObject> _items = new();
    private readonly WebApplication _app;

    private TelemetrySink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>What stands in the setting.</summary>
    public string ConnectionString => $"InstrumentationKey={Guid.Empty};IngestionEndpoint={_app.Urls.Single()}/";

    public static async Task<TelemetrySink> StartAsync()
    {
        var sink = new TelemetrySink();
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>What arrived of a kind, such as <c>MessageData</c>, <c>RemoteDependencyData</c> or <c>MetricData</c>.</summary>
    public IReadOnlyList<JsonObject> Items(string kind) =>
        [
            .. _items
                .Where(item => (string?)item["data"]!["baseType"] == kind)
                .Select(item => item["data"]!["baseData"]!.AsObject()),
        ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        await using var body =
            context.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                : context.Request.Body;
        using var reader = new StreamReader(body);
        var count = 0;
        while (await reader.ReadLineAsync(context.RequestAborted) is { } line)
        {
            _items.Enqueue(JsonNode.Parse(line)!.AsObject());
            count++;
        }

        await context.Response.WriteAsJsonAsync(
            new
            {
                itemsReceived = count,
                itemsAccepted = count,
                errors = Array.Empty<object>(),
            },
            context.RequestAborted
        );
    }
}
