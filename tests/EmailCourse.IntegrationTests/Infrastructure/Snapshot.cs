using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// The resources that a stage's deployment would make, as the compiler predicts them: loops unrolled, conditions decided.
/// </summary>
internal sealed class Snapshot
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Snapshot>>> Taken = new();

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Snapshot(JsonNode root)
    {
        Resources = [.. root["predictedResources"]!.AsArray().Select(resource => resource!)];
        root["predictedResources"] = new JsonArray([
            .. Resources.OrderBy(Id, StringComparer.Ordinal).Select(resource => resource.DeepClone()),
        ]);
        Text = Sorted(root)!.ToJsonString(Readable) + "\n";
    }

    /// <summary>The snapshot in an order of its own, for the compiler's differs from one run to the next.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonNode> Resources { get; }

    public static Task<Snapshot> OfAsync(string stage) => Taken.GetOrAdd(stage, name => new(() => TakeAsync(name))).Value;

    public IEnumerable<JsonNode> Of(string type) => Resources.Where(resource => (string?)resource["type"] == type);

    public JsonNode Single(string type) => Assert.Single(Of(type));

    private static async Task<Snapshot> TakeAsync(string stage)
    {
        using var copy = InfraFolder.Copy();
        var output = await Bicep.RunAsync(
            Stage.Environment(stage),
            "snapshot",
            copy.Path("main.bicepparam"),
            "--mode",
            "overwrite",
            "--tenant-id",
            "00000000-0000-0000-0000-000000000001",
            "--subscription-id",
            "00000000-0000-0000-0000-000000000002",
            "--resource-group",
            "rg-emailcourse",
            "--location",
            "westeurope"
        );
        Assert.True(output.ExitCode == 0, output.Errors);
        return new Snapshot(JsonNode.Parse(await File.ReadAllTextAsync(copy.Path("main.snapshot.json")))!);
    }

    private static string Id(JsonNode resource) => (string)resource["id"]!;

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject item => new JsonObject(
                item.OrderBy(property => property.Key, StringComparer.Ordinal)
                    .Select(property => KeyValuePair.Create(property.Key, Sorted(property.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
