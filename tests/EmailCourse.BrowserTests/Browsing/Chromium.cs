using System.ComponentModel;
using System.Diagnostics;

namespace EmailCourse.BrowserTests.Browsing;

/// <summary>Finds Chromium on this machine, or puts it there.</summary>
internal static class Chromium
{
    private const string Apt = "apt-get update && apt-get install -y chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <returns>Its program; <see langword="null"/> for the one Playwright keeps itself.</returns>
    /// <exception cref="InvalidOperationException">There is none and none can be installed; the message says what to run.</exception>
    public static async Task<string?> FindOrInstallAsync()
    {
        if (OnPath() is { } found)
            return found;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await RunAsync("/bin/sh", "-c", Apt) && OnPath() is { } installed)
            return installed;
        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
            return null;
        throw new InvalidOperationException(
            $"The browser tests need Chromium, and it could not be installed. Run as root: {Apt}. On other systems install Google Chrome, and have it on the PATH.");
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
