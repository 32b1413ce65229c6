namespace EmailCourse.Local.Browsing;

/// <summary>Programs found on the PATH, or put there from the archives of Debian and Ubuntu.</summary>
internal static class InstalledProgram
{
    /// <summary>What a person types, as root.</summary>
    public static string HowToInstall(string package) => $"apt-get update && apt-get install -y {package}";

    /// <returns>Whether it was installed: not without the right to, nor where there is no apt-get.</returns>
    public static async Task<bool> TryInstallAsync(string package) =>
        OperatingSystem.IsLinux()
        && Environment.IsPrivilegedProcess
        && await Tool.RunAsync(
            ".",
            "/bin/sh",
            ["-c", $"export DEBIAN_FRONTEND=noninteractive; {HowToInstall(package)}"],
            CancellationToken.None
        )
            is { ExitCode: 0 };

    /// <returns>The first of these programs on the PATH, or <see langword="null"/>.</returns>
    public static string? Find(params IEnumerable<string> names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
}
