using EmailCourse.Links;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// The hook as azd runs it, with a stand-in for azd that keeps values as files. The PowerShell one runs where pwsh is installed.
/// </summary>
public sealed class PreprovisionTests : IDisposable
{
    private const string AzdForSh = """
        #!/bin/sh
        cd "$AZD_STORE"
        if [ "$2" = set ]; then printf '%s' "$4" > "$3"; exit 0; fi
        if [ -f "$3" ]; then cat "$3"; exit 0; fi
        echo "ERROR: key '$3' not found in the environment values"; exit 1
        """;

    private readonly TemporaryFolder _store = new();

    // The stand-in is a script for sh, which Windows cannot start.
    public static TheoryData<string> Shells { get; } =
    [.. new[] { "sh", "pwsh" }.Where(shell => !OperatingSystem.IsWindows() && IsInstalled(shell))];

    public void Dispose() => _store.Dispose();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Keys_are_made_in_the_form_the_engine_and_the_template_want(string shell)
    {
        var output = await RunAsync(shell);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal(32, Convert.FromBase64String(Kept("EMAILCOURSE_ID_KEY")).Length);
        Assert.NotNull(SigningKeyParser.Parse(Kept("EMAILCOURSE_SIGNING_KEYS")));
        Assert.Matches(@"^\d{4}-\d{2}-01$", Kept("EMAILCOURSE_BUDGET_START"));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_second_run_keeps_the_keys_of_the_first(string shell)
    {
        await RunAsync(shell);
        var (id, signing) = (Kept("EMAILCOURSE_ID_KEY"), Kept("EMAILCOURSE_SIGNING_KEYS"));

        var output = await RunAsync(shell);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal((id, signing), (Kept("EMAILCOURSE_ID_KEY"), Kept("EMAILCOURSE_SIGNING_KEYS")));
        Assert.Equal("", output.Text);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Keys_that_azd_hands_over_are_left_alone(string shell)
    {
        await RunAsync(shell, ("EMAILCOURSE_ID_KEY", "handed over"), ("EMAILCOURSE_SIGNING_KEYS", "handed over"));

        Assert.False(File.Exists(_store.Path("EMAILCOURSE_ID_KEY")));
        Assert.False(File.Exists(_store.Path("EMAILCOURSE_SIGNING_KEYS")));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Two_keys_are_never_alike(string shell)
    {
        await RunAsync(shell);

        Assert.DoesNotContain(Kept("EMAILCOURSE_ID_KEY"), Kept("EMAILCOURSE_SIGNING_KEYS"), StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_pipeline_without_the_keys_stops_instead_of_making_others(string shell)
    {
        var output = await RunAsync(shell, ("CI", "true"));

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("EMAILCOURSE_ID_KEY is not set", output.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_store.Path("EMAILCOURSE_ID_KEY")));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_value_nobody_can_guess_is_asked_for(string shell)
    {
        var output = await RunAsync(shell, ("EMAILCOURSE_SENDGRID_API_KEY", ""));

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("azd env set EMAILCOURSE_SENDGRID_API_KEY", output.Errors, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task No_key_is_printed(string shell)
    {
        var output = await RunAsync(shell);

        Assert.DoesNotContain(Kept("EMAILCOURSE_ID_KEY"), output.Text + output.Errors, StringComparison.Ordinal);
    }

    private string Kept(string name) => File.ReadAllText(_store.Path(name));

    private async Task<Output> RunAsync(string shell, params (string Name, string Value)[] variables)
    {
        WriteAzd();
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{_store.Path("")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["AZD_STORE"] = _store.Path(""),
            ["CI"] = "",
            ["TF_BUILD"] = "",
            ["EMAILCOURSE_STAGE"] = "dev",
            ["EMAILCOURSE_ALERT_EMAIL"] = "operator@example.org",
            ["EMAILCOURSE_SENDGRID_API_KEY"] = "not-an-api-key-of-sendgrid",
            ["EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY"] = "not-a-key",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        var script = Path.Combine(InfraFolder.Infra, "hooks", shell == "sh" ? "preprovision.sh" : "preprovision.ps1");
        return await Processes.RunAsync(shell, [script], environment);
    }

    private void WriteAzd()
    {
        var azd = _store.Path("azd");
        if (File.Exists(azd))
        {
            return;
        }

        File.WriteAllText(azd, AzdForSh.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(azd, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static bool IsInstalled(string shell) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, shell)));
}
