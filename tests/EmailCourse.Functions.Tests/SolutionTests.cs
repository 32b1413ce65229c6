using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.Functions.Tests;

/// <summary>Only the solution configuration "Azure" builds the head, so that nobody else needs the worker's packages.</summary>
public sealed partial class SolutionTests
{
    private static readonly string Text = File.ReadAllText(Repository.Folder("EmailCourse.sln"));

    private static readonly Dictionary<string, string> Projects = Project()
        .Matches(Text)
        .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["name"].Value);

    [Theory]
    [InlineData("Debug")]
    [InlineData("Release")]
    public void The_usual_configurations_build_everything_but_the_head(string configuration) =>
        Assert.Equal(Projects.Values.Except(["EmailCourse.Functions"]).Order(), BuiltBy(configuration).Order());

    [Fact]
    public void Configuration_Azure_builds_everything() => Assert.Equal(Projects.Values.Order(), BuiltBy("Azure").Order());

    private static IEnumerable<string> BuiltBy(string configuration) =>
        Regex
            .Matches(Text, @$"^\s*(?<id>\{{[0-9A-F-]+\}})\.{configuration}\|Any CPU\.Build\.0 = ", RegexOptions.Multiline)
            .Select(match => Projects[match.Groups["id"].Value]);

    [GeneratedRegex(@"= ""(?<name>[^""]+)"", ""[^""]+\.csproj"", ""(?<id>\{[0-9A-F-]+\})""")]
    private static partial Regex Project();
}
