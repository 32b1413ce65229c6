using System.Text.RegularExpressions;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests;

/// <summary>Data flows one way: this table is the map of the engine, and a folder that wants another arrow changes it here first.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Storage"] = [],
        ["Schedule"] = [],
        ["Course"] = [],
        ["Telemetry"] = ["Course", "Storage"],
        ["Subscribers"] = ["Course", "Schedule", "Storage", "Telemetry"],
        ["Reports"] = ["Storage", "Subscribers"],
        ["Links"] = ["Subscribers"],
        ["Mail"] = ["Course", "Links", "Subscribers", "Telemetry"],
        ["Delivery"] = ["Course", "Mail", "Storage", "Subscribers", "Telemetry"],
        ["SendGridWebhook"] = ["Delivery", "Subscribers"],
        ["Web"] = ["Course", "SendGridWebhook", "Links", "Mail", "Schedule", "Storage", "Subscribers"],
    };

    public static TheoryData<string> Folders { get; } = [.. MayUse.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_no_other_than_the_map_says(string folder) =>
        Assert.Subset(MayUse[folder].ToHashSet(), UsedBy(folder).ToHashSet());

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_map_shows_no_arrow_that_nothing_uses(string folder) =>
        Assert.Subset(UsedBy(folder).ToHashSet(), MayUse[folder].ToHashSet());

    [Fact]
    public void The_map_shows_every_folder() =>
        Assert.Equal(
            MayUse.Keys.Order(),
            Directory.GetDirectories(Root).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order()!
        );

    // Each folder stands below those that use it, so no way leads in a circle.
    [Fact]
    public void The_map_has_no_circle()
    {
        var above = new HashSet<string>();
        foreach (var (folder, used) in MayUse)
        {
            Assert.Subset(above, used.ToHashSet());
            above.Add(folder);
        }
    }

    private static string Root => Repository.Folder("src/EmailCourse");

    private static IEnumerable<string> UsedBy(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(used => used != folder)
            .Distinct();

    [GeneratedRegex(@"^using (?:static )?(?:[A-Za-z]+ = )?EmailCourse\.([A-Za-z]+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
