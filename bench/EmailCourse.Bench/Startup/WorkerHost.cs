using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Grpc.Messages;
using Microsoft.Extensions.DependencyInjection;
using Content = Microsoft.Azure.Functions.Worker.Grpc.Messages.StreamingMessage.ContentOneofCase;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// Does what Azure's host does until a worker that it has just started has answered its first request, and nothing else: takes
/// the worker's stream, has it name and load its functions, invokes the landing page's, and hands the request on to the worker's
/// own server. Source: https://github.com/Azure/azure-functions-language-worker-protobuf, and for the request
/// Worker.Extensions.Http.AspNetCore in https://github.com/Azure/azure-functions-dotnet-worker.
/// </summary>
internal sealed class WorkerHost
{
    private const string Landing = "Landing";
    private const string ServerCapability = "HttpUri";
    private const string InvocationHeader = "x-ms-invocation-id";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private readonly string _head;
    private readonly WorkerStream _stream;
    private readonly CancellationToken _cancellationToken;

    private WorkerHost(string head, WorkerStream stream, CancellationToken cancellationToken) =>
        (_head, _stream, _cancellationToken) = (head, stream, cancellationToken);

    /// <summary>Starts a worker, and ends it when it has answered.</summary>
    /// <param name="head">The folder of the head.</param>
    /// <exception cref="InvalidOperationException">The worker ended, or could not do what it was asked for.</exception>
    public static async Task<WorkerStart> StartAsync(string head)
    {
        var stream = new WorkerStream();
        await using var server = await ListenAsync(stream);
        await using var storage = await WorkerStorage.StartAsync();
        using var patience = new CancellationTokenSource(Patience);
        var host = new WorkerHost(head, stream, patience.Token);
        var began = Stopwatch.GetTimestamp();
        using var worker = WorkerProcess.Start(head, server.Urls.Single(), storage.ConnectionString);
        return await worker.UnlessItEndsAsync(host.AskForPageAsync(began));
    }

    // The worker speaks gRPC, which is HTTP/2, without TLS.
    private static async Task<WebApplication> ListenAsync(WorkerStream stream)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server =>
            server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddRoutingCore().AddSingleton(stream).AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<WorkerStream>();
        await app.StartAsync();
        return app;
    }

    private async Task<WorkerStart> AskForPageAsync(long began)
    {
        double Now() => Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        await ReceiveAsync(Content.StartStream);
        var connected = Now();
        var server = await InitializeAsync();
        var initialized = Now();
        var functions = await LoadAsync();
        var loaded = Now();
        using var answer = await InvokeAsync(functions.Single(function => function.Name == Landing), server);
        var firstPage = Now();
        Check((await ReceiveAsync(Content.InvocationResponse)).InvocationResponse.Result);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(_cancellationToken);
        return new WorkerStart(connected, initialized, loaded, firstPage, page);
    }

    /// <returns>Where the worker serves requests.</returns>
    private async Task<Uri> InitializeAsync()
    {
        var directories = new WorkerInitRequest
        {
            HostVersion = "4",
            WorkerDirectory = _head,
            FunctionAppDirectory = _head,
        };
        await _stream.SendAsync(new StreamingMessage { WorkerInitRequest = directories });
        var answer = (await ReceiveAsync(Content.WorkerInitResponse)).WorkerInitResponse;
        Check(answer.Result);
        return new Uri(answer.Capabilities[ServerCapability]);
    }

    private async Task<IReadOnlyList<RpcFunctionMetadata>> LoadAsync()
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = _head };
        await _stream.SendAsync(new StreamingMessage { FunctionsMetadataRequest = request });
        var answer = (await ReceiveAsync(Content.FunctionMetadataResponse)).FunctionMetadataResponse;
        Check(answer.Result);
        foreach (var function in answer.FunctionMetadataResults)
        {
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            await _stream.SendAsync(new StreamingMessage { FunctionLoadRequest = load });
        }

        foreach (var _ in answer.FunctionMetadataResults)
        {
            Check((await ReceiveAsync(Content.FunctionLoadResponse)).FunctionLoadResponse.Result);
        }

        return answer.FunctionMetadataResults;
    }

    // The invocation comes by the stream and its request by HTTP, and the header brings them together.
    private async Task<HttpResponseMessage> InvokeAsync(RpcFunctionMetadata function, Uri server)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = "first",
            FunctionId = function.FunctionId,
            TraceContext = new RpcTraceContext(),
        };
        invocation.InputData.Add(
            new ParameterBinding
            {
                Name = "request",
                Data = new TypedData { Http = new RpcHttp() },
            }
        );
        await _stream.SendAsync(new StreamingMessage { InvocationRequest = invocation });
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Add(InvocationHeader, invocation.InvocationId);
        return await GetAsync(http, "/");
    }

    // The worker's server may begin to listen after it has loaded its functions. Azure's host waits as long then, by its
    // RetryProxyHandler.
    private async Task<HttpResponseMessage> GetAsync(HttpClient http, string address)
    {
        while (true)
        {
            try
            {
                return await http.GetAsync(new Uri(address, UriKind.Relative), _cancellationToken);
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
            {
                await Task.Delay(RetryDelay, _cancellationToken);
            }
        }
    }

    private async Task<StreamingMessage> ReceiveAsync(Content expected)
    {
        var message = await _stream.ReceiveAsync(_cancellationToken);
        return message.ContentCase == expected
            ? message
            : throw new InvalidOperationException($"The worker said {message.ContentCase} and not {expected}.");
    }

    private static void Check(StatusResult result)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new InvalidOperationException($"The worker could not do what it was asked for: {result.Exception?.Message}");
        }
    }
}
