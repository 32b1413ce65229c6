using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.Startup;

/// <summary>The published head, started as Azure's host starts a worker. It is killed with this object.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="head">The folder of the head.</param>
    /// <param name="host">Where the host waits for the worker's stream.</param>
    public static WorkerProcess Start(string head, string host, string storage)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(head, "EmailCourse.Functions.dll"), .. Arguments(host)])
        {
            WorkingDirectory = head,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(head, storage))
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(Process.Start(start)!);
    }

    /// <returns>What is awaited.</returns>
    /// <exception cref="InvalidOperationException">The process ended before; the message says what it printed.</exception>
    public async Task<T> UnlessItEndsAsync<T>(Task<T> awaited)
    {
        var first = await Task.WhenAny(awaited, _process.WaitForExitAsync());
        return first == awaited ? await awaited : throw new InvalidOperationException($"The worker ended: {Said()}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Source: WorkerHostBuilderExtensions in https://github.com/Azure/azure-functions-dotnet-worker.
    private static IEnumerable<string> Arguments(string host) =>
        [
            "--functions-uri",
            host,
            "--functions-worker-id",
            "bench",
            "--functions-request-id",
            "bench",
            "--functions-grpc-max-message-length",
            int.MaxValue.ToString(CultureInfo.InvariantCulture),
        ];

    private static Dictionary<string, string?> Settings(string head, string storage) =>
        new(BenchEngine.HeadSettings)
        {
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = head,
            ["FUNCTIONS_WORKER_DIRECTORY"] = head,
            ["AzureWebJobsStorage"] = storage,
            ["DeliverySchedule"] = "0 */5 * * * *",
            ["EmailCourse__Storage__ConnectionString"] = storage,
        };

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }
}
