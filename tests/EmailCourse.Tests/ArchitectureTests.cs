using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace EmailCourse.Tests;

/// <summary>
/// Holds projects, and the folders inside them, to maps of what each may use. Who needs another arrow draws it here first. Each
/// stands below all that it uses, so no way leads in a circle. What lies in a project's own folder puts its folders together and
/// is on no map.
/// </summary>
public sealed partial class ArchitectureTests
{
    private const string Projects = "projects";

    private static readonly Dictionary<string, (string Name, string[] MayUse)[]> Maps = new()
    {
        [Projects] =
        [
            ("EmailCourse", []),
            ("EmailCourse.Linting", ["EmailCourse"]),
            ("EmailCourse.Functions", ["EmailCourse"]),
            ("EmailCourse.Local", ["EmailCourse", "EmailCourse.Linting"]),
            ("EmailCourse.Tools", ["EmailCourse", "EmailCourse.Linting", "EmailCourse.Local"]),
            ("EmailCourse.Simulation", ["EmailCourse"]),
            ("EmailCourse.Fuzzing", ["EmailCourse", "EmailCourse.Simulation"]),
            ("EmailCourse.Bench", ["EmailCourse", "EmailCourse.Local", "EmailCourse.Simulation"]),
            (
                "EmailCourse.Tests",
                [
                    "EmailCourse",
                    "EmailCourse.Bench",
                    "EmailCourse.Fuzzing",
                    "EmailCourse.Linting",
                    "EmailCourse.Local",
                    "EmailCourse.Simulation",
                ]
            ),
            (
                "EmailCourse.Functions.Tests",
                ["EmailCourse", "EmailCourse.Bench", "EmailCourse.Functions", "EmailCourse.Simulation"]
            ),
            ("EmailCourse.IntegrationTests", ["EmailCourse", "EmailCourse.Local", "EmailCourse.Simulation", "EmailCourse.Tools"]),
            ("EmailCourse.BrowserTests", ["EmailCourse.Local", "EmailCourse.Tools"]),
        ],
        ["EmailCourse"] =
        [
            ("Storage", []),
            ("Schedule", []),
            ("Course", []),
            ("Telemetry", ["Course", "Storage"]),
            ("Answers", ["Course", "Storage"]),
            ("Audit", ["Storage"]),
            ("Subscribers", ["Answers", "Audit", "Course", "Schedule", "Storage", "Telemetry"]),
            ("Lists", ["Schedule", "Subscribers"]),
            ("Links", ["Subscribers"]),
            ("Mail", ["Answers", "Course", "Links", "Subscribers", "Telemetry"]),
            ("Delivery", ["Course", "Mail", "Storage", "Subscribers", "Telemetry"]),
            ("Reports", ["Delivery", "Storage", "Subscribers"]),
            ("SendGridWebhook", ["Delivery", "Subscribers", "Telemetry"]),
            (
                "Web",
                [
                    "Answers",
                    "Audit",
                    "Course",
                    "Delivery",
                    "SendGridWebhook",
                    "Links",
                    "Lists",
                    "Mail",
                    "Reports",
                    "Schedule",
                    "Storage",
                    "Subscribers",
                    "Telemetry",
                ]
            ),
        ],
        ["EmailCourse.Linting"] =
        [
            ("Text", []),
            ("Mails", []),
            ("Configuration", ["Text"]),
            ("Rules", ["Configuration", "Mails", "Text"]),
        ],
        ["EmailCourse.Local"] =
        [
            ("Startup", []),
            ("Time", ["Startup"]),
            ("Storage", ["Startup"]),
            ("StandIn", ["Startup"]),
            ("Drive", ["StandIn", "Time"]),
            ("Sandbox", ["Drive", "StandIn", "Startup", "Time"]),
            ("Changes", []),
            ("Writing", ["Changes", "Sandbox", "StandIn", "Startup"]),
        ],
        ["EmailCourse.Tools"] =
        [
            ("CommandLine", []),
            ("Browsing", []),
            ("Lint", ["CommandLine"]),
            ("Doctor", ["CommandLine"]),
            ("Subscribers", ["CommandLine"]),
            ("Diff", ["CommandLine", "Subscribers"]),
            ("Lists", ["CommandLine", "Subscribers"]),
            ("Seed", ["CommandLine"]),
            ("Preview", ["Browsing", "CommandLine"]),
        ],
        ["EmailCourse.Bench"] =
        [
            ("Measuring", []),
            ("Stand", []),
            ("Scores", []),
            ("Delivery", ["Measuring", "Scores", "Stand"]),
            ("SignUp", ["Measuring", "Scores", "Stand"]),
            ("Webhook", ["Measuring", "Scores", "Stand"]),
            ("Pages", ["Measuring", "Scores", "Stand"]),
            ("Startup", ["Measuring", "Scores", "Stand"]),
            ("Counts", ["Delivery", "SignUp", "Stand", "Webhook"]),
            ("Cost", ["Counts", "Scores"]),
            ("Micro", ["Stand", "Webhook"]),
            ("CommandLine", ["Counts", "Micro", "Scores", "Stand"]),
        ],
    };

    public static TheoryData<string> AllMaps { get; } = [.. Maps.Keys];

    [Theory]
    [MemberData(nameof(AllMaps))]
    public void Each_uses_what_the_map_says_and_nothing_else(string map) =>
        Assert.All(Maps[map], each => Assert.Equal(each.MayUse.Order(), UsedBy(map, each.Name).Order()));

    [Theory]
    [MemberData(nameof(AllMaps))]
    public void The_map_shows_everything(string map) =>
        Assert.Equal(Maps[map].Select(each => each.Name).Order(), (map == Projects ? ProjectFiles.Keys : FoldersOf(map)).Order());

    [Theory]
    [MemberData(nameof(AllMaps))]
    public void The_map_has_no_circle(string map)
    {
        var above = new HashSet<string>();
        foreach (var (name, used) in Maps[map])
        {
            Assert.Subset(above, used.ToHashSet());
            above.Add(name);
        }
    }

    private static Dictionary<string, string> ProjectFiles { get; } =
        new[] { "src", "tests", "bench" }
            .SelectMany(root => Directory.EnumerateDirectories(Repository.Folder(root)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<string> UsedBy(string map, string name) =>
        map == Projects ? ProjectsUsedBy(name) : FoldersUsedBy(map, name);

    private static IEnumerable<string> ProjectsUsedBy(string project) =>
        XDocument
            .Load(ProjectFiles[project])
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static IEnumerable<string> FoldersOf(string project) =>
        Directory
            .EnumerateDirectories(Path.GetDirectoryName(ProjectFiles[project])!)
            // Git leaves the empty folders of what was moved.
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name is not ("bin" or "obj"));

    // In the engine the name of another project, such as EmailCourse.Linting, reads like a folder that is on no map.
    private static IEnumerable<string> FoldersUsedBy(string project, string folder) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Path.GetDirectoryName(ProjectFiles[project])!, folder),
                "*.cs",
                SearchOption.AllDirectories
            )
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(used => used.StartsWith(project + ".", StringComparison.Ordinal))
            .Select(used => used[(project.Length + 1)..].Split('.')[0])
            .Where(used => used != folder)
            .Distinct();

    [GeneratedRegex(@"^using (?:static )?(?:[A-Za-z]+ = )?(EmailCourse\.[A-Za-z.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
