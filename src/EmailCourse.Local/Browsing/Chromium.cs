using Microsoft.Playwright;

namespace EmailCourse.Local.Browsing;

/// <summary>Chromium: found on this machine, or put there.</summary>
internal static class Chromium
{
    private const string Package = "chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    // A browser that calls home would muddy what the tests say about requests.
    private static readonly string[] Quiet =
    [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    /// <summary>How people get it.</summary>
    public static string HowToInstall =>
        $"On Debian and Ubuntu run as root: {InstalledProgram.HowToInstall(Package)}. On other systems install Google Chrome, and have it on the PATH.";

    /// <returns>Its program, on the PATH or where Playwright keeps one; <see langword="null"/> when there is none.</returns>
    public static string? Find(IPlaywright playwright) =>
        InstalledProgram.Find(Names)
        ?? (File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null);

    /// <returns>Its program.</returns>
    /// <exception cref="InvalidOperationException">There is none and none can be installed; the message says what to run.</exception>
    public static async Task<string> FindOrInstallAsync(IPlaywright playwright)
    {
        if (Find(playwright) is { } found)
        {
            return found;
        }

        if (await InstalledProgram.TryInstallAsync(Package) && Find(playwright) is { } installed)
        {
            return installed;
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            return playwright.Chromium.ExecutablePath;
        }

        throw new InvalidOperationException($"Chromium could not be installed. {HowToInstall}");
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string program) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                // Chromium refuses to run as root inside its sandbox.
                Args = Environment.IsPrivilegedProcess ? [.. Quiet, "--no-sandbox"] : Quiet,
            }
        );
}
