namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The shells in which the hooks run, and stand-ins for the programs they call.</summary>
internal static class ShellScripts
{
    private const string PowerShell = "pwsh";

    private static readonly Lazy<Task> PowerShellRestored = new(RestoreToolsAsync);

    /// <summary>None on Windows, which cannot start the stand-ins: they are scripts for sh.</summary>
    public static IEnumerable<string> Shells { get; } = OperatingSystem.IsWindows() ? [] : ["sh", PowerShell];

    /// <summary>Runs infra/hooks/{hook}, in the language of the shell, with stand-ins for what it calls.</summary>
    /// <param name="store">Where the stand-ins lie and keep things; they know it as <c>STORE</c>.</param>
    /// <param name="standIns">Programs, as scripts for sh.</param>
    /// <param name="profile">What PowerShell reads before the hook: functions stand in for commands that are no programs.</param>
    /// <param name="environment">The variables of every run.</param>
    /// <param name="variables">Those that this run has otherwise.</param>
    public static async Task<Output> RunHookAsync(
        string hook,
        string shell,
        TemporaryFolder store,
        IEnumerable<(string Program, string Script)> standIns,
        string profile,
        Dictionary<string, string> environment,
        IEnumerable<(string Name, string Value)> variables
    )
    {
        foreach (var (program, script) in standIns.Where(standIn => !File.Exists(store.Path(standIn.Program))))
        {
            WriteProgram(store.Path(program), script);
        }

        environment["PATH"] = $"{store.Path("")}:{Environment.GetEnvironmentVariable("PATH")}";
        environment["STORE"] = store.Path("");
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        var file = Path.Combine(InfraFolder.Infra, "hooks", hook);
        return shell == PowerShell
            ? await RunPowerShellAsync($"{file}.ps1", store, profile, environment)
            : await Processes.RunAsync(shell, [$"{file}.sh"], environment);
    }

    private static async Task<Output> RunPowerShellAsync(
        string file,
        TemporaryFolder store,
        string profile,
        Dictionary<string, string> environment
    )
    {
        await PowerShellRestored.Value;
        Directory.CreateDirectory(store.Path("powershell"));
        await File.WriteAllTextAsync(store.Path("powershell/profile.ps1"), profile);
        environment["XDG_CONFIG_HOME"] = store.Path("");
        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return await Processes.RunAsync("dotnet", ["tool", "run", PowerShell, file], environment);
    }

    private static async Task RestoreToolsAsync()
    {
        var restore = await Processes.RunAsync("dotnet", ["tool", "restore"], new Dictionary<string, string>());
        if (restore.ExitCode != 0)
        {
            throw new InvalidOperationException($"PowerShell could not be installed:\n{restore.Text}{restore.Errors}");
        }
    }

    private static void WriteProgram(string path, string script)
    {
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
