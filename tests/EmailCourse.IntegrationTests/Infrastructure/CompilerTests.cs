using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed class CompilerTests
{
    [Fact]
    public async Task The_template_compiles_without_a_warning()
    {
        var output = await CompiledTemplate.BuildAsync();

        Assert.Equal("", output.Errors);
        Assert.Equal(0, output.ExitCode);
    }

    [Fact]
    public async Task Every_file_passes_the_linter_with_no_warning()
    {
        var output = await Bicep.RunAsync("lint", "--pattern", Path.Combine(InfraFolder.Infra, "**", "*.bicep"));

        Assert.Equal("", output.Text + output.Errors);
        Assert.Equal(0, output.ExitCode);
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        using var copy = InfraFolder.Copy();
        await Bicep.RunAsync("format", "--pattern", copy.Path("**/*.bicep*"));

        Assert.All(
            InfraFolder.Files("*.bicep*"),
            file => Assert.Equal(InfraFolder.Read(copy.Path(file)), InfraFolder.Read("infra", file))
        );
    }

    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod)]
    public async Task The_parameters_of_each_stage_fit_the_template(string stage)
    {
        var output = await Bicep.RunAsync(Stage.Environment(stage), "build-params", InfraFolder.Parameters, "--stdout");

        Assert.Equal("", output.Errors);
        Assert.Equal(0, output.ExitCode);
    }

    // In a subscription without budgets.
    [Fact]
    public async Task Without_a_budget_none_is_made()
    {
        var environment = Stage.Environment(Stage.Prod);
        environment["EMAILCOURSE_MONTHLY_BUDGET"] = "0";

        var output = await Bicep.RunAsync(environment, "build-params", InfraFolder.Parameters, "--stdout");

        Assert.Equal("", output.Errors);
        Assert.Equal(
            "[greater(parameters('monthlyBudget'), 0)]",
            (string?)(await CompiledTemplate.MainAsync())["resources"]!["budget"]!["condition"]
        );
    }

    [Fact]
    public async Task A_stage_that_is_none_is_refused_with_those_there_are() =>
        Assert.Contains("\"dev\", \"prod\"", await RefusalAsync(("EMAILCOURSE_STAGE", "test")), StringComparison.Ordinal);

    [Fact]
    public async Task Wrong_values_are_refused_with_what_they_should_be()
    {
        var refusal = await RefusalAsync(
            ("EMAILCOURSE_ID_KEY", "c2hvcnQ="),
            ("EMAILCOURSE_SIGNING_KEYS", "k1:c2hvcnQ="),
            ("EMAILCOURSE_BUDGET_START", "today"),
            ("EMAILCOURSE_SENDGRID_HOST", "https://example.org"),
            ("EMAILCOURSE_STORAGE_SKU", "Premium_LRS")
        );

        Assert.All(
            ["44", "46", "10", "https://api.eu.sendgrid.com", "Standard_ZRS"],
            hint => Assert.Contains(hint, refusal, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Missing_values_are_named()
    {
        string[] wanted = [.. Stage.Environment(Stage.Prod).Keys.Where(name => name != "EMAILCOURSE_PRIVATE_NETWORK")];

        var refusal = await RefusalAsync([.. wanted.Select(name => (name, (string?)null))]);

        Assert.All(wanted, name => Assert.Contains($"\"{name}\"", refusal, StringComparison.Ordinal));
    }

    private static async Task<string> RefusalAsync(params (string Name, string? Value)[] changes)
    {
        var environment = Stage.Environment(Stage.Prod);
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                environment.Remove(name);
            }
            else
            {
                environment[name] = value;
            }
        }
        var output = await Bicep.RunAsync(environment, "build-params", InfraFolder.Parameters, "--stdout");
        Assert.NotEqual(0, output.ExitCode);
        return output.Errors;
    }
}
