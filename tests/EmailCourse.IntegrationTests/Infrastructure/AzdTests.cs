using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>Holds azure.yaml to the parameters, the workflow and the project it deploys.</summary>
public sealed partial class AzdTests
{
    private static readonly string Project = InfraFolder.Read("azure.yaml");

    [Fact]
    public void A_pipeline_is_handed_every_variable_that_the_parameters_read_and_every_key_as_a_secret()
    {
        var secrets = List("secrets");

        Assert.Equal(
            Variable()
                .Matches(InfraFolder.Read("infra", "main.bicepparam"))
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
            List("variables").Concat(secrets).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["ID_KEY", "SENDGRID_API_KEY", "SENDGRID_WEBHOOK_PUBLIC_KEY", "SIGNING_KEYS"],
            secrets.Select(name => name.Replace("EMAILCOURSE_", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_workflow_installs_the_oldest_version_of_azd_that_is_allowed()
    {
        var version = Regex.Match(Project, @"azd: '>= ([\d.]+)'").Groups[1].Value;

        Assert.Contains(
            $"version: {version}\n",
            InfraFolder.Read(".github", "workflows", "deploy.yml"),
            StringComparison.Ordinal
        );
    }

    // Without one, azd writes one into the project, and the working tree is no longer clean.
    [Fact]
    public void The_project_has_the_id_that_azd_would_write_into_it() =>
        Assert.Matches(
            "<UserSecretsId>.+</UserSecretsId>",
            InfraFolder.Read("src", "EmailCourse.Functions", "EmailCourse.Functions.csproj")
        );

    [Fact]
    public void Every_hook_exists_in_both_languages() =>
        Assert.All(
            Hook().Matches(Project).Select(match => match.Groups[1].Value),
            hook => Assert.True(File.Exists(Path.Combine(InfraFolder.Repository, hook)), hook)
        );

    [GeneratedRegex(@"readEnvironmentVariable\('(EMAILCOURSE_\w+)'")]
    private static partial Regex Variable();

    [GeneratedRegex("run: (.+)")]
    private static partial Regex Hook();

    private static List<string> List(string name) =>
        [
            .. Regex
                .Match(Project, $@"(?m)^  {name}:\n(?<item>    - \w+\n)+")
                .Groups["item"]
                .Captures.Select(item => item.Value.Trim(' ', '-', '\n')),
        ];
}
