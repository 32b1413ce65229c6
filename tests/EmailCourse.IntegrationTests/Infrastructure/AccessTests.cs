using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed class AccessTests
{
    // Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageQueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string StorageTableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string StorageTableDataReader = "76199698-9eea-4c19-bc75-cec21354c6b6";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

    private static readonly string[] All =
    [
        $"Microsoft.Insights/components {MonitoringMetricsPublisher}",
        $"Microsoft.KeyVault/vaults {KeyVaultSecretsUser}",
        $"Microsoft.Storage/storageAccounts {StorageTableDataContributor}",
        $"Microsoft.Storage/storageAccounts {StorageQueueDataContributor}",
        $"Microsoft.Storage/storageAccounts {StorageBlobDataOwner}",
    ];

    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod)]
    [InlineData(Stage.Private)]
    public async Task The_app_has_these_roles_on_these_resources_and_no_other(string stage)
    {
        var assignments = (await Snapshot.OfAsync(stage)).Of("Microsoft.Authorization/roleAssignments");

        Assert.Equal(
            All.Order(),
            assignments
                .Select(each => $"{Scope((string)each["id"]!)} {Role((string)each["properties"]!["roleDefinitionId"]!)}")
                .Order()
        );
    }

    [Fact]
    public async Task Every_role_goes_to_the_app_and_to_nobody_else()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Prod);
        var identity = (string)snapshot.Single("Microsoft.ManagedIdentity/userAssignedIdentities")["id"]!;

        Assert.All(
            snapshot.Of("Microsoft.Authorization/roleAssignments"),
            each =>
            {
                Assert.Equal("ServicePrincipal", (string?)each["properties"]!["principalType"]);
                Assert.Contains(identity, (string?)each["properties"]!["principalId"], StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task An_operator_is_named_by_choice_and_may_only_read_rows_and_clear_queues()
    {
        var template = (await CompiledTemplate.AllAsync()).Single(each => each["variables"]?["operatorRoles"] is not null);

        Assert.Equal(
            "[if(empty(parameters('operatorId')), createArray(), createArray(variables('roles').storageTableDataReader, "
                + "variables('roles').storageQueueDataContributor))]",
            (string?)template["variables"]!["operatorRoles"]
        );
        Assert.Equal(StorageTableDataReader, (string?)template["variables"]!["roles"]!["storageTableDataReader"]);
        Assert.Equal("", (string?)(await CompiledTemplate.MainAsync())["parameters"]!["operatorId"]!["defaultValue"]);
    }

    // …/providers/Microsoft.KeyVault/vaults/{name}/providers/Microsoft.Authorization/roleAssignments/{name}
    private static string Scope(string id)
    {
        var parts = id.Split("/providers/")[^2].Split('/');
        return parts is [var provider, var type, _] ? $"{provider}/{type}" : id;
    }

    private static string Role(string definition) => definition[(definition.LastIndexOf('/') + 1)..].TrimEnd('\'', ')', ']');
}
