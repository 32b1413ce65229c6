using System.Text.Json.Nodes;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>What the app is made with, where a first deployment would fail or could not be mended later.</summary>
public sealed class AppTests
{
    [Fact]
    public async Task Whatever_changes_the_site_waits_for_the_one_before_it()
    {
        var children = (await CompiledTemplate.AllAsync())
            .SelectMany(template => template["resources"] as JsonObject ?? [])
            .Where(resource => ((string?)resource.Value!["type"])!.StartsWith("Microsoft.Web/sites/", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Key, resource => resource.Value!["dependsOn"]!.AsArray().Select(Name).ToList());

        var awaited = children.Values.SelectMany(others => others.Intersect(children.Keys)).ToList();

        Assert.Equal(3, children.Count);
        Assert.Equal(2, awaited.Count);
        Assert.Equal(awaited, awaited.Distinct());
        Assert.DoesNotContain("settings", awaited);
    }

    [Fact]
    public async Task The_package_lies_at_the_address_that_the_account_tells() =>
        Assert.Contains(
            ".primaryEndpoints.blob",
            (string?)(await SiteAsync())["functionAppConfig"]!["deployment"]!["storage"]!["value"],
            StringComparison.Ordinal
        );

    // Sixteen shards and the timer; and four requests at once for every 512 MB, up to 16.
    [Theory]
    [InlineData(Stage.Dev, 512, 4)]
    [InlineData(Stage.Prod, 2048, 16)]
    public async Task The_lessons_leave_instances_for_the_pages(string stage, int memory, int requests)
    {
        var site = (await Snapshot.OfAsync(stage)).Single("Microsoft.Web/sites")["properties"]!;
        var scale = site["functionAppConfig"]!["scaleAndConcurrency"]!;

        Assert.InRange((int)scale["maximumInstanceCount"]!, ShardKey.All.Count + 1 + 20, 100);
        Assert.Equal(memory, (int)scale["instanceMemoryMB"]!);
        Assert.Equal(requests, (int)scale["triggers"]!["http"]!["perInstanceConcurrency"]!);
    }

    // It cannot be switched on later.
    [Fact]
    public async Task The_app_may_have_a_certificate_for_a_domain_of_its_own() =>
        Assert.True((bool)(await SiteAsync())["siteScopedCertificatesEnabled"]!);

    private static string Name(JsonNode? node) => (string)node!;

    private static async Task<JsonNode> SiteAsync() =>
        (await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Web/sites")["properties"]!;
}
