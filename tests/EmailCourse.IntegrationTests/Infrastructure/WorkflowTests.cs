using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed partial class WorkflowTests
{
    private static readonly string Workflow = InfraFolder.Read(".github", "workflows", "deploy.yml");

    public static TheoryData<string> Workflows { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(InfraFolder.Repository, ".github", "workflows"))
            .Select(file => Path.GetFileName(file)),
    ];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_to_a_commit_with_its_version_beside_it(string workflow) =>
        Assert.All(
            Uses()
                .Matches(InfraFolder.Read(".github", "workflows", workflow))
                .Select(match => match.Value)
                .Where(use => !use.StartsWith("uses: ./", StringComparison.Ordinal)),
            use => Assert.Matches(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", use)
        );

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Nothing_is_permitted_that_a_job_does_not_ask_for(string workflow) =>
        Assert.Matches(@"(?m)^permissions: \{\}$", InfraFolder.Read(".github", "workflows", workflow));

    [Fact]
    public void Nothing_is_deployed_that_is_not_on_main_and_has_not_passed_every_test()
    {
        Assert.Contains("    needs: ci\n", Job("deploy"), StringComparison.Ordinal);
        Assert.Contains("    uses: ./.github/workflows/ci.yml\n", Job("ci"), StringComparison.Ordinal);
        Assert.Contains("  workflow_call:\n", InfraFolder.Read(".github", "workflows", "ci.yml"), StringComparison.Ordinal);
        Assert.All(["ci", "deploy"], job => Assert.Matches("(?m)^    if: .*&& github.ref == 'refs/heads/main'$", Job(job)));
    }

    // Around the deployment alone it would let the commit go first whose tests were faster.
    [Fact]
    public void One_run_at_a_time_is_under_way_for_an_environment_and_no_deployment_is_cut_short()
    {
        Assert.Contains(
            "\nconcurrency:\n  group: deploy-${{ inputs.environment || 'dev' }}-${{ github.ref }}\n"
                + "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}\n",
            Workflow,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("    concurrency:", Workflow, StringComparison.Ordinal);
    }

    // It can be read by whoever can read the repository.
    [Fact]
    public async Task The_comment_on_a_pull_request_hides_subscription_tenant_and_addresses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sed.");
        using var folder = new TemporaryFolder();
        var file = folder.Path("what-if.txt");
        await File.WriteAllTextAsync(
            file,
            """
            Scope: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-emailcourse-prod
              + Microsoft.Insights/actionGroups/ag-emailcourse-prod [2023-01-01]
                  emailAddress: "some.body+alerts@mail.example.org"
                  tenantId:     "11111111-2222-3333-4444-555555555555"
                  value:        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/id-key)"
            """,
            TestContext.Current.CancellationToken
        );

        var script = Path.Combine(InfraFolder.Repository, ".github", "hide.sed");
        var shown = await Processes.RunAsync("sed", ["-E", "-f", script, file], new Dictionary<string, string>());

        Assert.Equal("", shown.Errors);
        Assert.DoesNotContain("11111111", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", shown.Text, StringComparison.Ordinal);
        Assert.Contains("/subscriptions/(hidden)/resourceGroups/rg-emailcourse-prod", shown.Text, StringComparison.Ordinal);
        Assert.Contains("[2023-01-01]", shown.Text, StringComparison.Ordinal);
        Assert.Contains("\"@Microsoft.KeyVault(SecretUri=", shown.Text, StringComparison.Ordinal);
        Assert.Contains("sed -E -f .github/hide.sed what-if.txt", Job("what-if"), StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_is_entered_without_a_password() =>
        Assert.DoesNotMatch("(?i)client-secret|AZURE_CREDENTIALS|AZURE_CLIENT_SECRET", Workflow);

    [Fact]
    public void A_pull_request_sees_no_secret() => Assert.DoesNotContain("secrets.", Job("what-if"), StringComparison.Ordinal);

    [Theory]
    [InlineData("what-if")]
    [InlineData("deploy")]
    public void A_job_hands_over_every_variable_that_the_parameters_read(string job) =>
        Assert.All(Read(), variable => Assert.Matches($@"{variable}[:=]", Job(job)));

    [Fact]
    public void The_deployment_page_explains_every_variable_that_the_parameters_read()
    {
        var page = InfraFolder.Read("docs", "deploy.md");
        var ours = Read().Where(variable => variable.StartsWith("EMAILCOURSE_", StringComparison.Ordinal));

        Assert.All(ours, variable => Assert.Contains($"`{variable}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex("uses: .*$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();

    private static IEnumerable<string> Read() =>
        Variable().Matches(InfraFolder.Read("infra", "main.bicepparam")).Select(match => match.Groups[1].Value).Distinct();

    private static string Job(string name) =>
        Regex.Split(Workflow, @"(?m)^  (?=[a-z-]+:$)").Single(part => part.StartsWith($"{name}:", StringComparison.Ordinal));
}
