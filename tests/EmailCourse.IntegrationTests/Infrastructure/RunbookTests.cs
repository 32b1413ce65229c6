using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>Holds the pages an operator copies commands from to what these commands really do.</summary>
public sealed partial class RunbookTests
{
    public static TheoryData<string> Pages { get; } =
    [.. Directory.EnumerateFiles(Path.Combine(InfraFolder.Repository, "docs"), "*.md").Select(file => Path.GetFileName(file))];

    // azd skips a template and parameters that it deployed before, so that what was changed by hand in Azure stays changed.
    [Theory]
    [MemberData(nameof(Pages))]
    public void Provision_is_told_to_deploy_what_it_deployed_before(string page) =>
        Assert.DoesNotMatch(@"azd provision(?! --(no-state|preview)\b)", InfraFolder.Read("docs", page));

    [Fact]
    public void The_workflow_restores_what_was_changed_by_hand() =>
        Assert.DoesNotMatch("azd provision(?! --no-state)", InfraFolder.Read(".github", "workflows", "deploy.yml"));

    [Fact]
    public void Whatever_a_runbook_disables_it_enables_again_with_a_command()
    {
        var operations = InfraFolder.Read("docs", "operations.md");
        var disabled = Disabling()
            .Matches(operations)
            .Select(match => match.Value.Replace("=true", "", StringComparison.Ordinal));

        Assert.NotEmpty(disabled);
        Assert.All(
            disabled,
            setting => Assert.Matches($@"appsettings delete [^`]*--setting-names [^`]*{Regex.Escape(setting)}\b", operations)
        );
    }

    [Fact]
    public void A_link_to_a_chapter_leads_to_one() =>
        Assert.All(
            Pages.Select(page => page.Data).SelectMany(Links),
            link => Assert.Contains(link.Chapter, Chapters(link.Page), StringComparer.Ordinal)
        );

    [GeneratedRegex(@"AzureWebJobs\.\w+\.Disabled=true")]
    private static partial Regex Disabling();

    [GeneratedRegex(@"\]\((?<page>[\w-]+\.md)?#(?<chapter>[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    private static IEnumerable<(string Page, string Chapter)> Links(string page) =>
        Link()
            .Matches(InfraFolder.Read("docs", page))
            .Select(link => (link.Groups["page"] is { Success: true } other ? other.Value : page, link.Groups["chapter"].Value));

    // As GitHub makes them: lower case, without punctuation, hyphens for spaces.
    private static HashSet<string> Chapters(string page) =>
        [
            .. Title()
                .Matches(InfraFolder.Read("docs", page))
                .Select(title =>
                    Regex.Replace(title.Groups["title"].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-')
                ),
        ];
}
