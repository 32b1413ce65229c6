using Microsoft.Playwright;

namespace EmailCourse.Tools.Browsing;

/// <summary>Finds and starts Chromium or Google Chrome on this machine. Installs nothing.</summary>
internal static class Chromium
{
    /// <summary>A sentence that tells a person how to get it.</summary>
    public const string HowToInstall =
        "On Debian and Ubuntu run as root: apt-get update && apt-get install -y chromium. "
        + "On other systems install Google Chrome, and have it on the PATH.";

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

    /// <returns>
    /// The path of its program, on the PATH or where Playwright keeps one; <see langword="null"/> when there is none.
    /// </returns>
    public static string? Find(IPlaywright playwright) =>
        ExecutableFinder.Find(Names)
        ?? (File.Exists(playwright.Chromium.ExecutablePath) ? playwright.Chromium.ExecutablePath : null);

    /// <param name="playwright">Playwright.</param>
    /// <param name="program">What <see cref="Find"/> found.</param>
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
