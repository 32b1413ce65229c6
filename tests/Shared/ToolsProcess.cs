using System.Diagnostics;
using System.Reflection;

namespace EmailCourse.TestRuns;

/// <summary>What a run of the tools printed, and its exit code.</summary>
internal sealed record ToolsResult(int ExitCode, string Output, string Errors);

/// <summary>Runs the tools as people do: as a process of its own, from where the build puts it.</summary>
internal static class ToolsProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>The path of the program.</summary>
    public static readonly string Program = typeof(ToolsProcess)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ToolsPath")
        .Value!;

    public static Task<ToolsResult> RunAsync(params IEnumerable<string> args) => RunAsync(new Dictionary<string, string>(), args);

    /// <param name="environment">Variables that replace those of this process.</param>
    /// <param name="args">The command and its options.</param>
    public static async Task<ToolsResult> RunAsync(IReadOnlyDictionary<string, string> environment, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return new(process.ExitCode, await output, await errors);
    }
}
