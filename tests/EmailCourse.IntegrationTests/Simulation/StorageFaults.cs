using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace EmailCourse.IntegrationTests.Simulation;

/// <summary>
/// A bad network in the Azure SDK's own pipeline, below its retries: a request does not leave, its answer does not come, or the
/// service says that it is busy. Which request meets which fault follows from the seed as far as the order of concurrent requests
/// is the same.
/// </summary>
internal sealed class StorageFaults(int seed, double rate) : HttpPipelinePolicy
{
    private readonly Lock _sync = new();
    private readonly Random _random = new(seed);

    /// <summary>Whether anything goes wrong at all.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>
    /// A client that meets the faults tries twice more, as the SDK does by default three times, but without a pause.
    /// </summary>
    public TableClientOptions Options()
    {
        var options = new TableClientOptions
        {
            Retry =
            {
                MaxRetries = 2,
                Delay = TimeSpan.FromMilliseconds(1),
                Mode = RetryMode.Fixed,
            },
        };
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fault = Draw();
        if (fault is Fault.NotSent)
        {
            throw new IOException("The request was not sent.");
        }

        if (fault is not (Fault.Busy or Fault.Broken))
        {
            await ProcessNextAsync(message, pipeline);
        }

        if (fault is Fault.AnswerLost)
        {
            throw new IOException("The answer was lost.");
        }

        if (fault is Fault.Busy or Fault.Broken or Fault.DoneButBroken)
        {
            message.Response = new ErrorResponse(fault is Fault.Busy ? 503 : 500, message.Request.ClientRequestId);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The course calls nothing synchronously.");

    private Fault Draw()
    {
        lock (_sync)
        {
            if (!IsOn || _random.NextDouble() >= rate)
            {
                return Fault.None;
            }

            Count++;
            return (Fault)_random.Next(1, 6);
        }
    }

    private enum Fault
    {
        None,
        NotSent,
        AnswerLost,
        Busy,
        Broken,
        DoneButBroken,
    }
}
