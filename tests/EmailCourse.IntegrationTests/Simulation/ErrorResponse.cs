using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace EmailCourse.IntegrationTests.Simulation;

/// <summary>What the service, or something in front of it, answers when it cannot say more than a status.</summary>
internal sealed class ErrorResponse(int status, string requestId) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "A planned fault";

    public override Stream? ContentStream { get; set; } = new MemoryStream();

    public override string ClientRequestId { get; set; } = requestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => false;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = null;
        return false;
    }
}
