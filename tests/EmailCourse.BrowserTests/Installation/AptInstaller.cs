using EmailCourse.TestRuns.Emulator;

namespace EmailCourse.BrowserTests.Installation;

/// <summary>Installs packages of Debian and Ubuntu.</summary>
internal static class AptInstaller
{
    /// <summary>The command a person types as root.</summary>
    public static string CommandFor(string package) => $"apt-get update && apt-get install -y {package}";

    /// <returns>Whether the package was installed; only root can, and only where there is apt-get.</returns>
    public static async Task<bool> TryInstallAsync(string package) =>
        OperatingSystem.IsLinux()
        && Environment.IsPrivilegedProcess
        && await Tool.RunAsync(
            ".",
            "/bin/sh",
            ["-c", $"export DEBIAN_FRONTEND=noninteractive; {CommandFor(package)}"],
            CancellationToken.None
        )
            is { ExitCode: 0 };
}
