namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The shells in which the hooks run, and stand-ins for the programs they call.</summary>
internal static class ShellScripts
{
    /// <summary>Those installed here. None on Windows, which cannot start the stand-ins: they are scripts for sh.</summary>
    public static IEnumerable<string> Shells { get; } =
    [.. new[] { "sh", "pwsh" }.Where(shell => !OperatingSystem.IsWindows() && IsInstalled(shell))];

    /// <summary>Runs infra/hooks/{hook}, in the language of the shell, with stand-ins for programs it calls.</summary>
    /// <param name="store">Where the stand-ins lie and keep things; they know it as <c>STORE</c>.</param>
    /// <param name="environment">The variables of every run.</param>
    /// <param name="variables">Those that this run has otherwise.</param>
    public static Task<Output> RunHookAsync(
        string hook,
        string shell,
        TemporaryFolder store,
        IEnumerable<(string Program, string Script)> standIns,
        Dictionary<string, string> environment,
        IEnumerable<(string Name, string Value)> variables
    )
    {
        foreach (var (program, script) in standIns.Where(standIn => !File.Exists(store.Path(standIn.Program))))
        {
            Write(store.Path(program), script);
        }

        environment["PATH"] = $"{store.Path("")}:{Environment.GetEnvironmentVariable("PATH")}";
        environment["STORE"] = store.Path("");
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        var file = Path.Combine(InfraFolder.Infra, "hooks", $"{hook}.{(shell == "sh" ? "sh" : "ps1")}");
        return Processes.RunAsync(shell, [file], environment);
    }

    private static void Write(string path, string script)
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
