using System.Text.Json.Nodes;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// Azure's types leave many choices open as strings, so that a misspelt one compiles and fails, or worse, is ignored, in Azure.
/// </summary>
public sealed class EnumTests
{
    private static readonly string[] Durations =
    [
        "PT1M",
        "PT5M",
        "PT10M",
        "PT15M",
        "PT30M",
        "PT45M",
        "PT1H",
        "PT2H",
        "PT3H",
        "PT4H",
        "PT5H",
        "PT6H",
        "P1D",
    ];

    // Source: https://learn.microsoft.com/azure/templates, the page of each type.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Microsoft.Authorization/locks:properties.level"] = ["CanNotDelete", "ReadOnly"],
        ["Microsoft.Authorization/roleAssignments:properties.principalType"] = ["ServicePrincipal", "User", "Group"],
        ["Microsoft.Consumption/budgets:properties.category"] = ["Cost"],
        ["Microsoft.Consumption/budgets:properties.timeGrain"] = ["Monthly", "Quarterly", "Annually"],
        ["Microsoft.Consumption/budgets:properties.notifications.*.operator"] =
        [
            "EqualTo",
            "GreaterThan",
            "GreaterThanOrEqualTo",
        ],
        ["Microsoft.Consumption/budgets:properties.notifications.*.thresholdType"] = ["Actual", "Forecasted"],
        ["Microsoft.Insights/actionGroups:location"] =
        [
            "global",
            "swedencentral",
            "germanywestcentral",
            "northcentralus",
            "southcentralus",
        ],
        ["Microsoft.Insights/components:kind"] = ["web"],
        ["Microsoft.Insights/components:properties.Application_Type"] = ["web"],
        ["Microsoft.Insights/components:properties.IngestionMode"] = ["LogAnalytics"],
        ["Microsoft.Insights/diagnosticSettings:properties.logAnalyticsDestinationType"] = ["Dedicated"],
        ["Microsoft.Insights/diagnosticSettings:properties.logs.*.category"] =
        [
            "AuditEvent",
            "StorageRead",
            "StorageWrite",
            "StorageDelete",
        ],
        ["Microsoft.Insights/scheduledQueryRules:kind"] = ["LogAlert"],
        ["Microsoft.Insights/scheduledQueryRules:properties.criteria.allOf.*.operator"] =
        [
            "Equals",
            "GreaterThan",
            "GreaterThanOrEqual",
            "LessThan",
            "LessThanOrEqual",
        ],
        ["Microsoft.Insights/scheduledQueryRules:properties.criteria.allOf.*.timeAggregation"] =
        [
            "Average",
            "Count",
            "Maximum",
            "Minimum",
            "Total",
        ],
        ["Microsoft.Insights/scheduledQueryRules:properties.evaluationFrequency"] = Durations,
        ["Microsoft.Insights/scheduledQueryRules:properties.windowSize"] = [.. Durations, "P2D"],
        ["Microsoft.Insights/workbooks:kind"] = ["shared"],
        ["Microsoft.Insights/workbooks:properties.category"] = ["workbook", "tsg", "usage"],
        ["Microsoft.KeyVault/vaults:properties.networkAcls.bypass"] = ["AzureServices", "None"],
        ["Microsoft.KeyVault/vaults:properties.networkAcls.defaultAction"] = ["Allow", "Deny"],
        ["Microsoft.KeyVault/vaults:properties.publicNetworkAccess"] = ["Enabled", "Disabled"],
        ["Microsoft.KeyVault/vaults:properties.sku.family"] = ["A"],
        ["Microsoft.KeyVault/vaults:properties.sku.name"] = ["standard", "premium"],
        ["Microsoft.Network/privateDnsZones:location"] = ["global"],
        ["Microsoft.Network/privateEndpoints:properties.privateLinkServiceConnections.*.properties.groupIds.*"] =
        [
            "blob",
            "queue",
            "table",
            "vault",
        ],
        ["Microsoft.Network/virtualNetworks:properties.subnets.*.properties.delegations.*.properties.serviceName"] =
        [
            "Microsoft.App/environments",
        ],
        ["Microsoft.Network/virtualNetworks:properties.subnets.*.properties.privateEndpointNetworkPolicies"] =
        [
            "Disabled",
            "Enabled",
            "NetworkSecurityGroupEnabled",
            "RouteTableEnabled",
        ],
        ["Microsoft.OperationalInsights/workspaces:properties.sku.name"] = ["PerGB2018"],
        ["Microsoft.Storage/storageAccounts:kind"] = ["StorageV2"],
        ["Microsoft.Storage/storageAccounts:sku.name"] = ["Standard_LRS", "Standard_ZRS", "Standard_GZRS"],
        ["Microsoft.Storage/storageAccounts:properties.accessTier"] = ["Hot", "Cool", "Cold"],
        ["Microsoft.Storage/storageAccounts:properties.minimumTlsVersion"] = ["TLS1_2", "TLS1_3"],
        ["Microsoft.Storage/storageAccounts:properties.publicNetworkAccess"] = ["Enabled", "Disabled"],
        ["Microsoft.Storage/storageAccounts:properties.networkAcls.bypass"] = ["None", "AzureServices", "Logging", "Metrics"],
        ["Microsoft.Storage/storageAccounts:properties.networkAcls.defaultAction"] = ["Allow", "Deny"],
        ["Microsoft.Storage/storageAccounts/blobServices/containers:properties.publicAccess"] = ["None"],
        ["Microsoft.Web/serverfarms:kind"] = ["functionapp"],
        ["Microsoft.Web/serverfarms:sku.name"] = ["FC1"],
        ["Microsoft.Web/serverfarms:sku.tier"] = ["FlexConsumption"],
        ["Microsoft.Web/sites:kind"] = ["functionapp,linux"],
        ["Microsoft.Web/sites:identity.type"] = ["UserAssigned"],
        ["Microsoft.Web/sites:properties.functionAppConfig.deployment.storage.type"] = ["blobContainer"],
        ["Microsoft.Web/sites:properties.functionAppConfig.deployment.storage.authentication.type"] =
        [
            "UserAssignedIdentity",
            "SystemAssignedIdentity",
        ],
        ["Microsoft.Web/sites:properties.functionAppConfig.runtime.name"] = ["dotnet-isolated"],
        ["Microsoft.Web/sites:properties.functionAppConfig.runtime.version"] = ["10.0"],
        ["Microsoft.Web/sites:properties.siteConfig.ftpsState"] = ["Disabled"],
        ["Microsoft.Web/sites:properties.siteConfig.minTlsVersion"] = ["1.2", "1.3"],
        ["Microsoft.Web/sites:properties.siteConfig.scmMinTlsVersion"] = ["1.2", "1.3"],
    };

    public static TheoryData<string> Stages { get; } = [Stage.Dev, Stage.Prod, Stage.Private];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Every_choice_is_one_that_Azure_knows(string stage)
    {
        var snapshot = await Snapshot.OfAsync(stage);

        Assert.All(
            Allowed,
            choice => Assert.All(Values(snapshot, choice.Key), value => Assert.Contains((string?)value, choice.Value))
        );
    }

    [Fact]
    public async Task Every_choice_listed_here_is_made_somewhere()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Private);

        Assert.All(Allowed.Keys, choice => Assert.NotEmpty(Values(snapshot, choice)));
    }

    private static IEnumerable<JsonNode> Values(Snapshot snapshot, string choice) =>
        choice.Split(':') is [var type, var path] ? snapshot.Of(type).SelectMany(resource => At(resource, path.Split('.'))) : [];

    // A star stands for every element or property.
    private static IEnumerable<JsonNode> At(JsonNode? node, string[] path)
    {
        if (node is null || path.Length == 0)
        {
            return node is null ? [] : [node];
        }

        var children = (node, path[0]) switch
        {
            (JsonObject item, "*") => item.Select(property => property.Value),
            (JsonArray items, "*") => items,
            (JsonObject item, var name) => [item[name]],
            _ => [],
        };
        return children.SelectMany(child => At(child, path[1..]));
    }
}
