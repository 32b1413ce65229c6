using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker.Grpc.Messages;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// The stream that a worker opens to its host, for one worker. What it logs is left out, and answers are waited for in order.
/// </summary>
internal sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> _received = Channel.CreateUnbounded<StreamingMessage>();
    private IServerStreamWriter<StreamingMessage>? _worker;

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context
    )
    {
        _worker = responseStream;
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (message.ContentCase != StreamingMessage.ContentOneofCase.RpcLog)
            {
                await _received.Writer.WriteAsync(message);
            }
        }
    }

    /// <summary>Sends to the worker, which must have said something before.</summary>
    public Task SendAsync(StreamingMessage message) => _worker!.WriteAsync(message);

    /// <summary>Waits for what the worker says next.</summary>
    public ValueTask<StreamingMessage> ReceiveAsync(CancellationToken cancellationToken) =>
        _received.Reader.ReadAsync(cancellationToken);
}
