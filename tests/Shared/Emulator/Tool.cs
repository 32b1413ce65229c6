using System.ComponentModel;
using System.Diagnostics;

namespace EmailCourse.TestRuns.Emulator;

/// <summary>Runs a command to its end.</summary>
internal static class Tool
{
    /// <returns>The exit code and everything it printed, or <see langword="null"/> when there is no such command.</returns>
    public static async Task<(int ExitCode, string Output)?> RunAsync(
        string folder,
        string command,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            return await FinishAsync(process, cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int ExitCode, string Output)> FinishAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
