using System.Diagnostics;
using EmailCourse.Local.Startup;

namespace EmailCourse.TestRuns.Emulator;

/// <summary>
/// The storage emulator Azurite, as a process of the tests. It keeps everything in memory and ends with its user.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    // As many as tests may ask for.
    private const int Accounts = 300;

    // Not a secret: the one key that every installation of the emulator has.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;
    private readonly int _queue;
    private readonly int _table;
    private int _given;

    private Azurite(Process process, int queue, int table) => (_process, _queue, _table) = (process, queue, table);

    /// <summary>The connection string of an account that nobody else was given.</summary>
    public string NextConnectionString()
    {
        var number = Interlocked.Increment(ref _given);
        if (number > Accounts)
        {
            throw new InvalidOperationException($"The emulator has {Accounts} accounts, and all of them are given away.");
        }

        var account = Account(number);
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AccountKey};"
            + $"QueueEndpoint={Endpoint(_queue, account)};TableEndpoint={Endpoint(_table, account)};";
    }

    public static async Task<Azurite> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(RepositoryRoot.Find(), "tests", "azurite");
        var program = Path.Combine("azurite", "dist", "src", "azurite.js");
        await NodePackages.EnsureAsync(folder, program, "the storage emulator", cancellationToken);

        // Between the choice of a port and the start another process may take it.
        for (var attempts = 3; ; attempts--)
        {
            var azurite = Launch(Path.Combine(folder, "node_modules", program));
            if (await azurite.ComesUpAsync(cancellationToken))
            {
                return azurite;
            }

            await azurite.DisposeAsync();
            if (attempts == 1)
            {
                throw new InvalidOperationException("The storage emulator did not come up.");
            }
        }
    }

    /// <summary>Ends it, and with it everything it kept.</summary>
    public Task StopAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static Azurite Launch(string program)
    {
        var (blob, queue, table) = (FreePort.Any(), FreePort.Any(), FreePort.Any());
        string[] arguments =
        [
            program,
            "--silent",
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--inMemoryPersistence",
            "--blobPort",
            $"{blob}",
            "--queuePort",
            $"{queue}",
            "--tablePort",
            $"{table}",
        ];
        var start = new ProcessStartInfo("node", arguments);
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(
            ';',
            Enumerable.Range(1, Accounts).Select(number => $"{Account(number)}:{AccountKey}")
        );
        return new Azurite(Process.Start(start)!, queue, table);
    }

    private async Task<bool> ComesUpAsync(CancellationToken cancellationToken)
    {
        using var polls = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        while (!_process.HasExited && await polls.WaitForNextTickAsync(deadline.Token))
        {
            if (await AnswersAsync(_queue, cancellationToken) && await AnswersAsync(_table, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(Endpoint(port, Account(1)), cancellationToken);
            return answer.Headers.TryGetValues("Server", out var servers)
                && servers.Any(server => server.StartsWith("Azurite", StringComparison.Ordinal));
        }
        catch (Exception e)
            when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Account(int number) => $"devstore{number}";

    private static Uri Endpoint(int port, string account) => new($"http://127.0.0.1:{port}/{account}");
}
