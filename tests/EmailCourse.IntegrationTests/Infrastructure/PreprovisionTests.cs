using EmailCourse.Links;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// The hook as azd runs it, with a stand-in for azd that keeps values as files.
/// </summary>
public sealed class PreprovisionTests : IDisposable
{
    private const string Azd = """
        #!/bin/sh
        cd "$STORE"
        if [ "$2" = set ]; then printf '%s' "$4" > "$3"; exit 0; fi
        if [ -f "$3" ]; then cat "$3"; exit 0; fi
        echo "ERROR: key '$3' not found in the environment values"; exit 1
        """;

    // Knows one answer to everything, and with AZ_EXIT=1 is not signed in.
    private const string Az = """
        #!/bin/sh
        echo "$*" >> "$STORE/az-calls"
        printf '%s' "$AZ_ANSWER"
        exit "$AZ_EXIT"
        """;

    private readonly TemporaryFolder _store = new();

    public static TheoryData<string> Shells { get; } = [.. ShellScripts.Shells];

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

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_private_network_without_its_provider_stops_with_the_command_that_registers_it(string shell)
    {
        var output = await RunAsync(
            shell,
            ("EMAILCOURSE_PRIVATE_NETWORK", "true"),
            ("AZ_EXIT", "0"),
            ("AZ_ANSWER", "NotRegistered")
        );

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("az provider register --namespace Microsoft.App --wait", output.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_store.Path("EMAILCOURSE_ID_KEY")));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_private_network_with_its_provider_goes_on_in_silence(string shell)
    {
        var output = await RunAsync(
            shell,
            ("EMAILCOURSE_PRIVATE_NETWORK", "true"),
            ("AZ_EXIT", "0"),
            ("AZ_ANSWER", "Registered")
        );

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.DoesNotContain("registered", output.Text, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Nobody_who_cannot_be_asked_about_providers_stops_a_deployment(string shell)
    {
        var output = await RunAsync(shell, ("EMAILCOURSE_PRIVATE_NETWORK", "true"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Contains("Could not see whether Microsoft.App is registered", output.Text, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_start_in_the_past_is_renewed_where_there_is_no_budget(string shell)
    {
        var output = await RunAsync(shell, ("EMAILCOURSE_BUDGET_START", "2024-02-01"), ("AZ_EXIT", "0"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Matches(@"^\d{4}-\d{2}-01$", Kept("EMAILCOURSE_BUDGET_START"));
        Assert.NotEqual("2024-02-01", Kept("EMAILCOURSE_BUDGET_START"));
        Assert.Contains("for there is no budget yet", output.Text, StringComparison.Ordinal);
        Assert.Contains("/resourceGroups/g/providers/Microsoft.Consumption/budgets?", Kept("az-calls"), StringComparison.Ordinal);
        Assert.Contains("name=='budget-emailcourse-dev'", Kept("az-calls"), StringComparison.Ordinal);
        Assert.Contains(
            "budget: 'budget-emailcourse-${environmentName}'",
            InfraFolder.Read("infra", "main.bicep"),
            StringComparison.Ordinal
        );
    }

    // A first deployment that failed half way may have made it, and told azd nothing.
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_start_in_the_past_becomes_that_of_the_budget_there_is(string shell)
    {
        await RunAsync(
            shell,
            ("EMAILCOURSE_BUDGET_START", "2024-02-01"),
            ("AZ_EXIT", "0"),
            ("AZ_ANSWER", "2024-03-01T00:00:00Z\n")
        );

        Assert.Equal("2024-03-01", Kept("EMAILCOURSE_BUDGET_START"));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_start_in_the_past_stays_where_nobody_can_tell_whether_there_is_a_budget(string shell)
    {
        var output = await RunAsync(shell, ("EMAILCOURSE_BUDGET_START", "2024-02-01"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.False(File.Exists(_store.Path("EMAILCOURSE_BUDGET_START")));
        Assert.Contains("azd env set EMAILCOURSE_BUDGET_START 2", output.Text, StringComparison.Ordinal);
    }

    private string Kept(string name) => File.ReadAllText(_store.Path(name));

    private Task<Output> RunAsync(string shell, params (string Name, string Value)[] variables) =>
        ShellScripts.RunHookAsync(
            "preprovision",
            shell,
            _store,
            [("azd", Azd), ("az", Az)],
            "",
            new Dictionary<string, string>
            {
                ["AZ_ANSWER"] = "",
                ["AZ_EXIT"] = "1",
                ["AZURE_ENV_NAME"] = "dev",
                ["AZURE_RESOURCE_GROUP"] = "g",
                ["AZURE_SUBSCRIPTION_ID"] = "00000000-0000-0000-0000-000000000002",
                ["EMAILCOURSE_PRIVATE_NETWORK"] = "",
                ["CI"] = "",
                ["TF_BUILD"] = "",
                ["EMAILCOURSE_STAGE"] = "dev",
                ["EMAILCOURSE_ALERT_EMAIL"] = "operator@example.org",
                ["EMAILCOURSE_SENDGRID_API_KEY"] = "not-an-api-key-of-sendgrid",
                ["EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY"] = "not-a-key",
            },
            variables
        );
}
