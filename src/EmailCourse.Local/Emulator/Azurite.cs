using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Emulator;

/// <summary>The storage emulator, run as our own process: started or found again, and stopped so that it saves.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly AzuriteRecord _record;
    private readonly string _log;

    private Azurite(AzuriteRecord record, string log)
    {
        _record = record;
        _log = log;
    }

    public string ConnectionString => _record.Ports.ConnectionString;

    /// <exception cref="StartException">It cannot be installed or does not come up; the message carries what it said.</exception>
    public static async Task<Azurite> StartAsync(string repository, DataFolder data, CancellationToken cancellationToken)
    {
        await Node.RequireAsync(cancellationToken);
        var program = await NodePackages.EnsureAsync(repository, cancellationToken);
        var kept = LocalJson.ReadFile<AzuriteRecord>(RecordOf(data));
        // Left behind by a run that was killed: it still has what it did not save yet.
        if (kept is { IsAlive: true } && await ComesUpAsync(kept, LogOf(data), cancellationToken))
        {
            return new Azurite(kept, LogOf(data));
        }

        return new Azurite(await StartNewAsync(program, data, kept?.Ports, cancellationToken), LogOf(data));
    }

    public async ValueTask DisposeAsync() => await AzuriteEnd.StopAsync(_record, _log);

    private static string RecordOf(DataFolder data) => data.At("azurite.json");

    private static string LogOf(DataFolder data) => data.At("azurite.log");

    private static async Task<AzuriteRecord> StartNewAsync(
        string program,
        DataFolder data,
        AzuritePorts? kept,
        CancellationToken cancellationToken
    )
    {
        var ports = kept is { AreFree: true } ? kept : AzuritePorts.ChooseFree();
        // Between the choice and the start another process may take a port.
        for (var attempts = 3; ; ports = AzuritePorts.ChooseFree())
        {
            var record = await LaunchAsync(program, data, ports, cancellationToken);
            if (await ComesUpAsync(record, LogOf(data), cancellationToken))
            {
                return record;
            }

            var said = (await File.ReadAllTextAsync(LogOf(data), cancellationToken)).Trim();
            if (--attempts == 0 || !said.Contains("EADDRINUSE", StringComparison.Ordinal))
            {
                throw new StartException($"The storage emulator (Azurite) did not come up. It said:{Environment.NewLine}{said}");
            }
        }
    }

    private static async Task<AzuriteRecord> LaunchAsync(
        string program,
        DataFolder data,
        AzuritePorts ports,
        CancellationToken cancellationToken
    )
    {
        string[] script =
        [
            program,
            "--silent",
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--location",
            data.At("azurite"),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            $"{ports.Blob}",
            "--queueHost",
            "127.0.0.1",
            "--queuePort",
            $"{ports.Queue}",
            "--tableHost",
            "127.0.0.1",
            "--tablePort",
            $"{ports.Table}",
        ];
        await Node.LaunchAsync(LogOf(data), RecordOf(data), ports, script, cancellationToken);
        return LocalJson.ReadFile<AzuriteRecord>(RecordOf(data))
            ?? throw new StartException($"{RecordOf(data)} could not be read back.");
    }

    private static async Task<bool> ComesUpAsync(AzuriteRecord record, string log, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Timeout);
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
            {
                await AzuriteEnd.StopAsync(record, log);
            }
        }
    }
}
