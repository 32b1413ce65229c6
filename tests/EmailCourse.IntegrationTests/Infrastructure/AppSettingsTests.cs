using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed partial class AppSettingsTests
{
    // An emulator's connection string holds a key, and in Azure the account takes none.
    private const string OnlyForTheEmulator = "EmailCourse__Storage__ConnectionString";

    private static readonly string[] Platform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "DeliverySchedule",
        "OTEL_TRACES_SAMPLER",
        "OTEL_TRACES_SAMPLER_ARG",
    ];

    [Fact]
    public async Task Every_option_of_the_engine_is_set_and_nothing_it_does_not_read() =>
        Assert.Equal(
            Options().Except([OnlyForTheEmulator]).Concat(Platform).Order(StringComparer.Ordinal),
            (await SettingsAsync()).Keys.Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("EmailCourse__IdKey", "id-key")]
    [InlineData("EmailCourse__SigningKeys", "signing-keys")]
    [InlineData("EmailCourse__SendGrid__ApiKey", "sendgrid-api-key")]
    [InlineData("EmailCourse__SendGrid__WebhookPublicKey", "sendgrid-webhook-public-key")]
    public async Task A_secret_is_a_reference_to_the_vault_that_holds_it(string setting, string secret)
    {
        var vault = (string)(await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.KeyVault/vaults")["name"]!;

        var value = (await SettingsAsync())[setting]!;

        Assert.StartsWith("[format('@Microsoft.KeyVault(SecretUri={0}/{1})'", value, StringComparison.Ordinal);
        Assert.Contains($"'{vault}'", value, StringComparison.Ordinal);
        Assert.EndsWith($"'{secret}')]", value, StringComparison.Ordinal);
        Assert.Contains(
            (await Snapshot.OfAsync(Stage.Prod)).Of("Microsoft.KeyVault/vaults/secrets"),
            each => (string?)each["name"] == $"{vault}/{secret}"
        );
    }

    [Fact]
    public async Task Secrets_are_read_with_the_apps_own_identity()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Prod);

        Assert.Equal(
            (string?)snapshot.Single("Microsoft.ManagedIdentity/userAssignedIdentities")["id"],
            (string?)snapshot.Single("Microsoft.Web/sites")["properties"]!["keyVaultReferenceIdentity"]
        );
    }

    [Fact]
    public async Task Table_and_queues_exist_under_the_names_the_engine_uses()
    {
        var snapshot = await Snapshot.OfAsync(Stage.Prod);
        var defaults = new StorageOptions();
        var settings = await SettingsAsync();

        Assert.Equal(defaults.Table, settings["EmailCourse__Storage__Table"]);
        Assert.Equal(defaults.Queue, settings["EmailCourse__Storage__Queue"]);
        Assert.Equal([defaults.Table], Names(snapshot, "tableServices/tables"));
        Assert.Equal([defaults.Queue, $"{defaults.Queue}-poison"], Names(snapshot, "queueServices/queues"));
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__blobServiceUri", "blob")]
    [InlineData("AzureWebJobsStorage__queueServiceUri", "queue")]
    [InlineData("AzureWebJobsStorage__tableServiceUri", "table")]
    [InlineData("EmailCourse__Storage__QueueEndpoint", "queue")]
    [InlineData("EmailCourse__Storage__TableEndpoint", "table")]
    public async Task Engine_and_host_use_the_addresses_of_the_account_that_is_made(string setting, string service)
    {
        var account = (string?)(await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Storage/storageAccounts")["name"];

        var value = (await SettingsAsync())[setting]!;

        Assert.Contains($"Microsoft.Storage/storageAccounts/{account}'", value, StringComparison.Ordinal);
        Assert.EndsWith($".primaryEndpoints.{service}]", value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_has_a_default_in_the_engine_has_the_same_in_Azure()
    {
        var settings = await SettingsAsync();
        var options = new EmailCourseOptions();
        var invariant = CultureInfo.InvariantCulture;

        Assert.Equal(options.Lessons, settings["EmailCourse__Lessons"]);
        Assert.Equal(options.SendGrid.Host, new Uri(settings["EmailCourse__SendGrid__Host"]!));
        Assert.Equal(options.AllowedOrigins, settings["EmailCourse__AllowedOrigins"]);
        Assert.Equal(options.AnswerTime, TimeSpan.Parse(settings["EmailCourse__AnswerTime"]!, null));
        Assert.Equal(
            options.Brakes.ComplaintPercent,
            decimal.Parse(settings["EmailCourse__Brakes__ComplaintPercent"]!, invariant)
        );
        Assert.Equal($"{options.Brakes.MinimumComplaints}", settings["EmailCourse__Brakes__MinimumComplaints"]);
        Assert.Equal(options.Brakes.BouncePercent, decimal.Parse(settings["EmailCourse__Brakes__BouncePercent"]!, invariant));
        Assert.Equal($"{options.Brakes.MinimumBounces}", settings["EmailCourse__Brakes__MinimumBounces"]);
        Assert.Equal(options.Desk.AccessKey, settings["EmailCourse__Desk__AccessKey"]);
        Assert.Equal(options.HumanCheck.Provider, settings["EmailCourse__HumanCheck__Provider"]);
        Assert.Equal(options.HumanCheck.SiteKey, settings["EmailCourse__HumanCheck__SiteKey"]);
        Assert.Equal(options.MinimumFormTime, TimeSpan.Parse(settings["EmailCourse__MinimumFormTime"]!, null));
        Assert.Equal($"{options.LessonLinkDays}", settings["EmailCourse__LessonLinkDays"]);
        Assert.Equal($"{options.Quotas.PerDomain}", settings["EmailCourse__Quotas__PerDomain"]);
        Assert.Equal($"{options.Quotas.PerHour}", settings["EmailCourse__Quotas__PerHour"]);
        Assert.Equal($"{options.Quotas.PerNetwork}", settings["EmailCourse__Quotas__PerNetwork"]);
        Assert.Equal($"{options.Quotas.RequestsPerMinute}", settings["EmailCourse__Quotas__RequestsPerMinute"]);
        Assert.Equal($"{options.Retention.StoppedDays}", settings["EmailCourse__Retention__StoppedDays"]);
        Assert.Equal($"{options.Retention.CompletedDays}", settings["EmailCourse__Retention__CompletedDays"]);
        Assert.Equal(options.SendGrid.Timeout, TimeSpan.Parse(settings["EmailCourse__SendGrid__Timeout"]!, null));
        Assert.Equal(options.WarmUp.Start, settings["EmailCourse__WarmUp__Start"]);
        Assert.Equal($"{options.WarmUp.FirstDay}", settings["EmailCourse__WarmUp__FirstDay"]);
        Assert.Equal($"{options.WarmUp.GrowthPercent}", settings["EmailCourse__WarmUp__GrowthPercent"]);
    }

    [Fact]
    public async Task The_architecture_page_lists_every_setting_with_its_option() =>
        Assert.Equal(
            (await SettingsAsync()).Keys.Select(setting => (setting, Option(setting))).Order(),
            Row().Matches(SettingsTable()).Select(row => (row.Groups["setting"].Value, row.Groups["option"].Value)).Order()
        );

    private static string SettingsTable()
    {
        var page = InfraFolder.Read("docs", "architecture.md");
        return page[page.IndexOf("| setting | option |", StringComparison.Ordinal)..].Split("\n\n")[0];
    }

    // | `EmailCourse__SiteUrl` | `SiteUrl` | … |
    [GeneratedRegex(@"^\| `(?<setting>\w+)` \| (?<option>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    // As the page writes it: `Storage.Table` for EmailCourse__Storage__Table.
    private static string Option(string setting) =>
        setting.StartsWith($"{EmailCourseOptions.Section}__", StringComparison.Ordinal)
            ? $"`{setting[$"{EmailCourseOptions.Section}__".Length..].Replace("__", ".", StringComparison.Ordinal)}`"
            : "none";

    private static IEnumerable<string> Options() => Leaves(typeof(EmailCourseOptions), EmailCourseOptions.Section);

    private static IEnumerable<string> Leaves(Type type, string path) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                property.PropertyType.Assembly == typeof(EmailCourseOptions).Assembly && property.PropertyType.IsClass
                    ? Leaves(property.PropertyType, $"{path}__{property.Name}")
                    : [$"{path}__{property.Name}"]
            );

    private static async Task<Dictionary<string, string?>> SettingsAsync() =>
        (await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Web/sites/config")["properties"]!
            .AsObject()
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Value);

    private static IEnumerable<string> Names(Snapshot snapshot, string type) =>
        snapshot
            .Of($"Microsoft.Storage/storageAccounts/{type}")
            .Select(each => ((string)each["name"]!).Split('/')[^1])
            .Order(StringComparer.Ordinal);
}
