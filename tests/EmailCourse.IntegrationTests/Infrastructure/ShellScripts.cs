namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The shells in which the hooks run, and stand-ins for the programs they call.</summary>
internal static class ShellScripts
{
    /// <summary>Those installed here. None on Windows, which cannot start the stand-ins: they are scripts for sh.</summary>
    public static IEnumerable<string> Shells { get; } =
    [.. new[] { "sh", "pwsh" }.Where(shell => !OperatingSystem.IsWindows() && IsInstalled(shell))];

    /// <summary>infra/hooks/{hook}, in the language of the shell.</summary>
    public static string Hook(string hook, string shell) =>
        Path.Combine(InfraFolder.Infra, "hooks", $"{hook}.{(shell == "sh" ? "sh" : "ps1")}");

    public static void Write(string path, string script)
    {
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static bool IsInstalled(string shell) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, shell)));
}
