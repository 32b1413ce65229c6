using System.Text.Json.Nodes;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed class SecurityTests
{
    public static TheoryData<string> Stages { get; } = [Stage.Dev, Stage.Prod, Stage.Private];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Storage_takes_no_shared_key_shows_nothing_to_the_public_and_speaks_TLS_1_2(string stage)
    {
        var account = (await Snapshot.OfAsync(stage)).Single("Microsoft.Storage/storageAccounts")["properties"]!;

        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.False((bool)account["allowCrossTenantReplication"]!);
        Assert.True((bool)account["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task No_container_is_public(string stage) =>
        Assert.All(
            (await Snapshot.OfAsync(stage)).Of("Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => Assert.Equal("None", (string?)container["properties"]!["publicAccess"])
        );

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task The_site_speaks_HTTPS_only_with_TLS_1_2_or_later_and_no_FTP(string stage)
    {
        var site = (await Snapshot.OfAsync(stage)).Single("Microsoft.Web/sites")["properties"]!;

        Assert.True((bool)site["httpsOnly"]!);
        Assert.Equal("Disabled", (string?)site["siteConfig"]!["ftpsState"]);
        Assert.Equal("1.2", (string?)site["siteConfig"]!["minTlsVersion"]);
        Assert.Equal("1.3", (string?)site["siteConfig"]!["scmMinTlsVersion"]);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Nobody_publishes_with_a_password(string stage)
    {
        var policies = (await Snapshot.OfAsync(stage)).Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();

        Assert.Equal(["ftp", "scm"], policies.Select(policy => ((string)policy["name"]!).Split('/')[1]).Order());
        Assert.All(policies, policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Telemetry_and_vault_know_identities_only(string stage)
    {
        var snapshot = await Snapshot.OfAsync(stage);

        Assert.True((bool)snapshot.Single("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True(
            (bool)snapshot.Single("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!
        );
        Assert.True((bool)snapshot.Single("Microsoft.KeyVault/vaults")["properties"]!["enableRbacAuthorization"]!);
    }

    [Fact]
    public async Task Behind_private_endpoints_storage_and_vault_are_closed_to_the_internet()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Private);

        foreach (var type in new[] { "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults" })
        {
            var properties = snapshot.Single(type)["properties"]!;
            Assert.Equal("Disabled", (string?)properties["publicNetworkAccess"]);
            Assert.Equal("Deny", (string?)properties["networkAcls"]!["defaultAction"]);
        }
        Assert.Equal(
            ["blob", "queue", "table", "vault"],
            snapshot
                .Of("Microsoft.Network/privateEndpoints")
                .Select(endpoint =>
                    (string)endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!
                )
                .Order()
        );
        Assert.EndsWith(
            "/subnets/app",
            (string?)snapshot.Single("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_production_subscribers_and_keys_cannot_be_deleted_by_accident()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Prod);

        Assert.Equal(
            2,
            snapshot.Of("Microsoft.Authorization/locks").Count(each => (string?)each["properties"]!["level"] == "CanNotDelete")
        );
        Assert.True((bool)snapshot.Single("Microsoft.KeyVault/vaults")["properties"]!["enablePurgeProtection"]!);
    }

    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod, "AuditEvent of Microsoft.KeyVault/vaults", "StorageRead of tableServices/default")]
    [InlineData(Stage.Private, "AuditEvent of Microsoft.KeyVault/vaults", "StorageRead of tableServices/default")]
    public async Task Where_real_people_are_it_is_logged_who_saw_them_and_who_read_a_key(string stage, params string[] wanted)
    {
        var logged = (await Snapshot.OfAsync(stage)).Of("Microsoft.Insights/diagnosticSettings").SelectMany(Categories);

        Assert.Equal(wanted, logged.Where(each => !each.StartsWith("StorageWrite", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_later_deployment_never_replaces_the_id_key()
    {
        var secrets = (await CompiledTemplate.AllAsync())
            .SelectMany(CompiledTemplate.Resources)
            .Where(resource => (string?)resource["type"] == "Microsoft.KeyVault/vaults/secrets");

        var kept = Assert.Single(secrets, secret => secret["@options"]?["onlyIfNotExists"] is not null);
        Assert.Equal("[parameters('idKey')]", (string?)kept["properties"]!["value"]);
    }

    [Fact]
    public async Task Every_key_is_a_secure_parameter_without_a_default() =>
        Assert.All(
            (await CompiledTemplate.AllAsync())
                .SelectMany(template => Section(template, "parameters"))
                .Where(parameter => IsSecret(parameter.Key)),
            parameter =>
            {
                Assert.Equal("securestring", (string?)parameter.Value!["type"]);
                Assert.Null(parameter.Value["defaultValue"]);
            }
        );

    [Fact]
    public async Task No_output_tells_a_secret() =>
        Assert.All(
            (await CompiledTemplate.AllAsync()).SelectMany(template => Section(template, "outputs")),
            output =>
            {
                Assert.DoesNotContain("secure", (string?)output.Value!["type"], StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(
                    "(?i)list(keys|secrets|accountsas)|connectionstring|idKey|signingKeys|apiKey|publicKey",
                    output.Value.ToJsonString()
                );
            }
        );

    // …/providers/Microsoft.KeyVault/vaults/{name}/providers/Microsoft.Insights/…, or
    // …/{account}/tableServices/default/providers/…
    private static IEnumerable<string> Categories(JsonNode setting)
    {
        var parts = ((string)setting["id"]!).Split("/providers/")[^2].Split('/');
        var resource = parts is [var provider, var type, _] ? $"{provider}/{type}" : $"{parts[^2]}/{parts[^1]}";
        return setting["properties"]!["logs"]!.AsArray().Select(log => $"{log!["category"]} of {resource}");
    }

    private static JsonObject Section(JsonNode template, string name) => template[name]?.AsObject() ?? [];

    private static bool IsSecret(string parameter) =>
        parameter.EndsWith("Key", StringComparison.Ordinal) || parameter.EndsWith("Keys", StringComparison.Ordinal);
}
