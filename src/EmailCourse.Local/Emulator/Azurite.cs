using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Emulator;

/// <summary>The storage emulator, run as our own process: started or found again, and stopped so that it saves.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AzuriteRecord _record;

    private Azurite(AzuriteRecord record) => _record = record;

    public string ConnectionString => _record.Ports.ConnectionString;

    /// <exception cref="StartException">It cannot be installed or does not come up; the message carries what it said.</exception>
    public static async Task<Azurite> StartAsync(string repository, DataFolder data, CancellationToken cancellationToken)
    {
        await Node.RequireAsync(cancellationToken);
        var program = await NodePackages.EnsureAsync(repository, cancellationToken);
        var kept = LocalJson.ReadFile<AzuriteRecord>(data.At("azurite.json"));
        // Left behind by a run that was killed: it still has what it did not save yet.
        if (kept is { IsAlive: true } && await ComesUpAsync(kept, cancellationToken))
            return new Azurite(kept);
        return new Azurite(await StartAsync(program, data, kept?.Ports, cancellationToken));
    }

    /// <summary>Stops it with SIGTERM and waits: it writes its tables and queues to disk seconds late, and last of all now.</summary>
    public async ValueTask DisposeAsync()
    {
        // Windows knows no SIGTERM: leave it the five seconds within which it saves by itself.
        if (OperatingSystem.IsWindows())
            await Task.Delay(TimeSpan.FromSeconds(6));
        await StopAsync(_record);
    }

    private static async Task<AzuriteRecord> StartAsync(
        string program, DataFolder data, AzuritePorts? kept, CancellationToken cancellationToken)
    {
        var ports = kept is { AreFree: true } ? kept : AzuritePorts.ChooseFree();
        // Between the choice and the start another process may take a port.
        for (var attempts = 3; ; ports = AzuritePorts.ChooseFree())
        {
            var record = await LaunchAsync(program, data, ports, data.At("azurite.log"), cancellationToken);
            if (await ComesUpAsync(record, cancellationToken))
                return record;
            var said = (await File.ReadAllTextAsync(data.At("azurite.log"), cancellationToken)).Trim();
            if (--attempts == 0 || !said.Contains("EADDRINUSE", StringComparison.Ordinal))
                throw new StartException($"The storage emulator (Azurite) did not come up. It said:{Environment.NewLine}{said}");
        }
    }

    private static async Task<AzuriteRecord> LaunchAsync(
        string program, DataFolder data, AzuritePorts ports, string log, CancellationToken cancellationToken)
    {
        string[] script =
        [
            program, "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", data.At("azurite"),
            "--blobHost", "127.0.0.1", "--blobPort", $"{ports.Blob}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{ports.Queue}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{ports.Table}",
        ];
        await Node.LaunchAsync(log, data.At("azurite.json"), ports, script, cancellationToken);
        return LocalJson.ReadFile<AzuriteRecord>(data.At("azurite.json"))
            ?? throw new StartException($"{data.At("azurite.json")} could not be read back.");
    }

    private static async Task StopAsync(AzuriteRecord record)
    {
        await Node.TerminateAsync(record.Pid);
        using var patience = new CancellationTokenSource(Patience);
        while (record.IsAlive && !patience.IsCancellationRequested)
            await Task.Delay(50, CancellationToken.None);
    }

    private static async Task<bool> ComesUpAsync(AzuriteRecord record, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        var isUp = false;
        try
        {
            while (!isUp && record.IsAlive && !patience.IsCancellationRequested)
            {
                await Task.Delay(100, cancellationToken);
                isUp = await record.Ports.AnswerAsync(cancellationToken);
            }

            return isUp;
        }
        finally
        {
            if (!isUp)
                await StopAsync(record);
        }
    }
}
