using EmailCourse.Tools.Browsing;
using Microsoft.Playwright;

namespace EmailCourse.BrowserTests.Installation;

/// <summary>Installs Chromium where it is missing: from the packages of Debian and Ubuntu, or else by Playwright.</summary>
internal static class ChromiumInstaller
{
    private const string Package = "chromium";

    /// <returns>The path of Chromium's program.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is none and none can be installed; the message says what to run.
    /// </exception>
    public static async Task<string> FindOrInstallAsync(IPlaywright playwright)
    {
        if (Chromium.Find(playwright) is { } found)
        {
            return found;
        }

        if (await AptInstaller.TryInstallAsync(Package) && Chromium.Find(playwright) is { } installed)
        {
            return installed;
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            return playwright.Chromium.ExecutablePath;
        }

        throw new InvalidOperationException($"Chromium could not be installed. {Chromium.HowToInstall}");
    }
}
