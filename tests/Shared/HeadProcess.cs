using System.Collections.Concurrent;
using System.Diagnostics;
using EmailCourse.TestRuns.Emulator;

namespace EmailCourse.TestRuns;

/// <summary>The local head as people run it: a process of its own.</summary>
internal sealed class HeadProcess : IAsyncDisposable
{
    private const string ReadyLine = "Landing page";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _site = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _file;

    private HeadProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed until now.</summary>
    public string Said => string.Join(Environment.NewLine, _said);

    /// <summary>Writes what it has printed, and everything it prints from now on, into a file.</summary>
    public void PrintTo(string file)
    {
        lock (_said)
        {
            _file = file;
            File.WriteAllLines(file, _said);
        }
    }

    public static HeadProcess Launch(params IEnumerable<string> flags) => Launch([], flags);

    /// <param name="settings">Settings of the engine, as environment variables.</param>
    /// <param name="flags">The command line.</param>
    public static HeadProcess Launch(IEnumerable<(string Name, string Value)> settings, IEnumerable<string> flags)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EmailCourse.Local.dll"), .. flags])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <returns>The address of its landing page.</returns>
    public async Task<Uri> ReadyAsync()
    {
        await Task.WhenAny(_site.Task, _process.WaitForExitAsync()).WaitAsync(Timeout);
        return _site.Task.IsCompleted
            ? await _site.Task
            : throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{Said}");
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    /// <summary>Ends it as Ctrl-C or a service manager does.</summary>
    public async Task<int> TerminateAsync()
    {
        await Tool.RunAsync(".", "kill", ["-TERM", $"{_process.Id}"], CancellationToken.None);
        return await EndAsync();
    }

    /// <summary>Ends it as a power cut does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await TerminateAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(line);
            if (_file is not null)
            {
                File.AppendAllLines(_file, [line]);
            }
        }

        if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
        {
            _site.TrySetResult(new Uri(line[ReadyLine.Length..].Trim()));
        }
    }
}
