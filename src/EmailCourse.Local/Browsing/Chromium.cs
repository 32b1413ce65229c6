using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Playwright;

namespace EmailCourse.Local.Browsing;

/// <summary>Chromium: found on this machine, or put there.</summary>
internal static class Chromium
{
    /// <summary>How people get it.</summary>
    public const string HowToInstall =
        "On Debian and Ubuntu run as root: " + Apt + ". On other systems install Google Chrome, and have it on the PATH.";

    private const string Apt = "apt-get update && apt-get install -y chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    // A browser that calls home would muddy what the tests say about requests.
    private static readonly string[] Quiet =
        ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    /// <returns>Its program, on the PATH or where Playwright keeps one; <see langword="null"/> when there is none.</returns>
    public static string? Find(IPlaywright playwright) =>
        OnPath() ?? (File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null);

    /// <returns>Its program.</returns>
    /// <exception cref="InvalidOperationException">There is none and none can be installed; the message says what to run.</exception>
    public static async Task<string> FindOrInstallAsync(IPlaywright playwright)
    {
        if (Find(playwright) is { } found)
            return found;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await RunAsync("/bin/sh", "-c", Apt) && OnPath() is { } installed)
            return installed;
        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
            return playwright.Chromium.ExecutablePath;
        throw new InvalidOperationException($"Chromium could not be installed. {HowToInstall}");
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string program) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = program,
        // Chromium refuses to run as root inside its sandbox.
        Args = Environment.IsPrivilegedProcess ? [.. Quiet, "--no-sandbox"] : Quiet,
    });

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
