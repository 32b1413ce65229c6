using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>The server's end of a connection in memory, on which the client has said everything already.</summary>
internal sealed class MemoryConnection(PipeReader input, PipeWriter output, EndPoint server) : ConnectionContext
{
    // Part of what an answer may show, so always the same.
    public override string ConnectionId { get; set; } = "fuzz";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; } = new Duplex(input, output);

    public override EndPoint? LocalEndPoint { get; set; } = server;

    public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Parse("192.0.2.7"), 4711);

    // Nobody is there to be cut off: the input ends, and so does the server with it.
    public override void Abort(ConnectionAbortedException abortReason) { }

    public override async ValueTask DisposeAsync()
    {
        await input.CompleteAsync();
        await output.CompleteAsync();
        await base.DisposeAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
