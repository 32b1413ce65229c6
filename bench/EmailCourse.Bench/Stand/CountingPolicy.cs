using Azure.Core;
using Azure.Core.Pipeline;

namespace EmailCourse.Bench.Stand;

/// <summary>Counts each request that the client of Azure Storage sends, its own second tries included.</summary>
internal sealed class CountingPolicy(RequestCounter requests) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => requests.CountTableRequest();
}
