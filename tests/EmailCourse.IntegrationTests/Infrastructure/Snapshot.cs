using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The resources that a stage's deployment would make, as the compiler predicts them: loops unrolled, conditions decided.</summary>
internal sealed class Snapshot
{
    private static readonly ConcurrentDictionary<string, Task<Snapshot>> Taken = new();

    private Snapshot(string text)
    {
        Text = text;
        Root = JsonNode.Parse(text)!;
        Resources = [.. Root["predictedResources"]!.AsArray().Select(resource => resource!)];
    }

    public string Text { get; }

    public JsonNode Root { get; }

    public IReadOnlyList<JsonNode> Resources { get; }

    public static Task<Snapshot> OfAsync(string stage) => Taken.GetOrAdd(stage, TakeAsync);

    public IEnumerable<JsonNode> Of(string type) => Resources.Where(resource => (string?)resource["type"] == type);

    public JsonNode Single(string type) => Assert.Single(Of(type));

    private static async Task<Snapshot> TakeAsync(string stage)
    {
        using var copy = InfraFolder.Copy();
        var output = await Bicep.RunAsync(
            Stage.Environment(stage), "snapshot", copy.Path("main.bicepparam"), "--mode", "overwrite",
            "--tenant-id", "00000000-0000-0000-0000-000000000001", "--subscription-id", "00000000-0000-0000-0000-000000000002",
            "--resource-group", "rg-emailcourse", "--location", "westeurope");
        Assert.True(output.ExitCode == 0, output.Errors);
        return new Snapshot((await File.ReadAllTextAsync(copy.Path("main.snapshot.json"))).ReplaceLineEndings("\n"));
    }
}
