using System.Text.Json.Nodes;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>main.bicep as the ARM template that Azure is given, and every module's template inside it.</summary>
internal static class CompiledTemplate
{
    private static readonly Lazy<Task<Output>> Built = new(() => Bicep.RunAsync("build", InfraFolder.Main, "--stdout"));

    public static Task<Output> BuildAsync() => Built.Value;

    public static async Task<JsonNode> MainAsync() => JsonNode.Parse((await BuildAsync()).Text)!;

    public static async Task<IReadOnlyList<JsonNode>> AllAsync() => [.. WithModules(await MainAsync())];

    /// <summary>A template's resources: by name where it uses the language's second version, otherwise as a list.</summary>
    public static IEnumerable<JsonNode> Resources(JsonNode template) =>
        template["resources"] switch
        {
            JsonObject named => named.Select(resource => resource.Value!),
            var list => list!.AsArray().Select(resource => resource!),
        };

    private static IEnumerable<JsonNode> WithModules(JsonNode template) =>
        Resources(template)
            .Where(resource => (string?)resource["type"] == "Microsoft.Resources/deployments")
            .SelectMany(module => WithModules(module["properties"]!["template"]!))
            .Prepend(template);
}
