using System.Text.Json.Serialization;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Emulator;

/// <summary>Where the emulator's services listen on 127.0.0.1.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    private const string Account = "devstoreaccount1";

    // Not a secret: the one key that every installation of the emulator has.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    [JsonIgnore]
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"BlobEndpoint={Endpoint(Blob)};QueueEndpoint={Endpoint(Queue)};TableEndpoint={Endpoint(Table)};";

    [JsonIgnore]
    public bool AreFree => FreePort.IsFree(Blob) && FreePort.IsFree(Queue) && FreePort.IsFree(Table);

    public static AzuritePorts ChooseFree()
    {
        while (true)
        {
            var ports = new AzuritePorts(FreePort.Any(), FreePort.Any(), FreePort.Any());
            if (ports.Blob != ports.Queue && ports.Queue != ports.Table && ports.Blob != ports.Table)
            {
                return ports;
            }
        }
    }

    /// <summary>Whether the emulator, and nothing else, answers on the ports the course uses.</summary>
    public async Task<bool> AnswerAsync(CancellationToken cancellationToken) =>
        await AnswersAsync(Queue, cancellationToken) && await AnswersAsync(Table, cancellationToken);

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(Endpoint(port), cancellationToken);
            return answer.Headers.TryGetValues("Server", out var servers)
                && servers.Any(server => server.StartsWith("Azurite", StringComparison.Ordinal));
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{Account}");
}
