using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>
/// Connections in memory for Kestrel: its parser sees every byte as it would come over a socket, and no run waits for ports.
/// </summary>
internal sealed class MemoryTransport : IConnectionListenerFactory, IConnectionListener
{
    // Whatever is answered fits, so the server never waits for the client to read.
    private static readonly PipeOptions Unlimited = new(
        pauseWriterThreshold: 0,
        resumeWriterThreshold: 0,
        useSynchronizationContext: false
    );

    private readonly Channel<ConnectionContext> _incoming = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 80);

    /// <summary>Sends these bytes on a connection of their own, and reads until the server ends it.</summary>
    public async Task<byte[]> SendAsync(byte[] request)
    {
        var toClient = new Pipe(Unlimited);
        await _incoming.Writer.WriteAsync(new MemoryConnection(new RequestReader(request), toClient.Writer, EndPoint));

        var answer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await toClient.Reader.ReadAsync();
            foreach (var part in read.Buffer)
            {
                answer.Write(part.Span);
            }

            toClient.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return answer.WrittenSpan.ToArray();
            }
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _incoming.Reader.WaitToReadAsync(cancellationToken) && _incoming.Reader.TryRead(out var connection)
            ? connection
            : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _incoming.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
