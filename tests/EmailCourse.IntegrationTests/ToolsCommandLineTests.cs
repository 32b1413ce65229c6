using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests;

/// <summary>The command line of the tools.</summary>
public sealed class ToolsCommandLineTests
{
    private static readonly string[] Doctor = ["doctor", "--site", "https://course.example.org", "--domain", "example.org"];

    public static TheoryData<string[], string> Mistakes { get; } =
        new()
        {
            { [], "Required command was not provided." },
            { ["lnt"], "'lnt'" },
            { ["lint", "--manual"], "'--manual'" },
            { ["lint", "more"], "'more'" },
            { ["lint", "--lessons"], "'--lessons'" },
            { ["lint", "--lessons", ""], "--lessons needs a folder." },
            { ["preview", "--out", "--lessons"], "--out needs a folder." },
            { ["preview", "--out", "--here"], "--out needs a folder." },
            { ["preview", "--quick"], "'--quick'" },
            { ["doctor", "--domain", "example.org", "--site"], "'--site'" },
            { ["doctor", "--domain", "example.org"], "'--site' is required" },
            {
                ["doctor", "--site", "http://course.example.org", "--domain", "example.org"],
                "--site 'http://course.example.org' is not"
            },
            { ["doctor", "--site", "https://course.example.org", "--domain", "example"], "--domain 'example' is not" },
            { [.. Doctor, "--return-path", "em1"], "--return-path 'em1' is not" },
            { [.. Doctor, "--dkim-selector", ""], "--dkim-selector needs" },
            { [.. Doctor, "--resolver", "somewhere"], "--resolver 'somewhere' is not" },
            { [.. Doctor, "--colour", "blue"], "'--colour'" },
            { ["find", "--data", "."], "'find'" },
            { ["find", "ana", "--data", "."], "ADDRESS 'ana': " },
            { ["find", "ana@example.org"], "give one of --table, --storage and --data" },
            { ["erase", "ana@example.org", "--data", ".", "--storage", "UseDevelopmentStorage=true"], "give one of" },
            { ["export", "ana@example.org", "--storage", "here"], "--storage is not a connection string of this machine" },
            {
                ["export", "ana@example.org", "--storage", "AccountName=a;AccountKey=AAAA;EndpointSuffix=core.windows.net"],
                "--storage is not a connection string of this machine"
            },
            { ["export", "ana@example.org", "--table", "http://account"], "--table 'http://account' is not" },
            { ["import", "--data", "."], "'import'" },
            { ["import", "readers.csv"], "give one of --table, --storage and --data" },
            { ["export-all", "--data", ".", "--format", "xml"], "'xml'" },
            { ["seed", "--subscribers", "5", "--days", "1"], "'--data' is required" },
            { ["seed", "--subscribers", "0", "--days", "1", "--data", "."], "--subscribers '0' is no number from 1 to" },
            { ["seed", "--subscribers", "5", "--days", "1", "--data", ".", "--until", "27.3."], "--until '27.3.' is no day" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_command_line_that_cannot_be_understood_is_explained_with_the_help_and_ends_with_2(
        string[] args,
        string explanation
    )
    {
        var result = await ToolsProcess.RunAsync(args);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(explanation, result.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("preview")]
    [InlineData("doctor")]
    [InlineData("find")]
    [InlineData("export")]
    [InlineData("erase")]
    [InlineData("import")]
    [InlineData("export-all")]
    [InlineData("seed")]
    public async Task The_help_of_a_command_ends_with_an_example_to_type(string command)
    {
        var result = await ToolsProcess.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            $"dotnet run --project src/EmailCourse.Tools -- {command}",
            result.Output.Split("Examples:")[1],
            StringComparison.Ordinal
        );
    }
}
