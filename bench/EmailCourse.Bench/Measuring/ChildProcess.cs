using System.Diagnostics;
using System.Reflection;
using EmailCourse.Local.Startup;

namespace EmailCourse.Bench.Measuring;

/// <summary>This program once more, in a process of its own that does one thing. It ends with its input.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <param name="settings">Settings of the runtime, as environment variables.</param>
    public static ChildProcess Start(string verb, params IEnumerable<(string Name, string Value)> settings) =>
        Start(Assembly.GetExecutingAssembly().Location, verb, settings);

    /// <param name="program">This program's assembly, built in another way.</param>
    public static ChildProcess Start(string program, string verb, params IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [program, verb])
        {
            // Where it finds the lessons.
            WorkingDirectory = RepositoryRoot.Find(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Sends a line, and reads the one that answers it.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await ReadLineAsync();
    }

    /// <exception cref="InvalidOperationException">It ended before; why stands in the terminal.</exception>
    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A process of the bench failed.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
