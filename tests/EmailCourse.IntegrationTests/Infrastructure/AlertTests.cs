using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

public sealed partial class AlertTests
{
    private static readonly string[] Wanted =
    [
        "batches-unknown",
        "bounces",
        "brake-pulled",
        "complaints",
        "forms-refused",
        "lessons-late",
        "poison-message",
        "provider-refuses",
        "server-errors",
        "signups-flood",
        "site-unwell",
        "telemetry-cap",
        "timer-silent",
    ];

    [Fact]
    public async Task Everything_that_should_wake_somebody_has_an_alert() =>
        Assert.Equal(Wanted, (await EveryAlertAsync(Stage.Prod)).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_alerts_description_says_in_at_least_two_sentences_what_it_means_and_what_to_do() =>
        Assert.All(
            await EveryAlertAsync(Stage.Prod),
            alert =>
                Assert.True(
                    SentenceEnd().Count((string)alert.Value["description"]!) >= 2,
                    $"{alert.Key}: {alert.Value["description"]}"
                )
        );

    [Fact]
    public async Task A_chapter_that_a_description_points_to_exists()
    {
        var operations = InfraFolder.Read("docs", "operations.md");
        var chapters = (await EveryAlertAsync(Stage.Prod))
            .Values.Select(alert => (string)alert["description"]!)
            .Where(description => description.Contains("docs/operations.md", StringComparison.Ordinal))
            .SelectMany(description => Quoted().Matches(description).Select(match => match.Groups[1].Value))
            .ToList();

        Assert.NotEmpty(chapters);
        Assert.All(chapters, chapter => Assert.Matches($"(?m)^##+ {Regex.Escape(chapter)}$", operations));
    }

    [Fact]
    public async Task The_operations_page_has_a_chapter_for_every_alert()
    {
        var operations = InfraFolder.Read("docs", "operations.md");

        Assert.All((await EveryAlertAsync(Stage.Prod)).Keys, alert => Assert.Matches($"(?m)^### .*`{alert}`", operations));
    }

    [Fact]
    public void The_operations_page_says_of_every_refused_form_what_it_is()
    {
        var operations = InfraFolder.Read("docs", "operations.md");
        var reasons = typeof(FormRefusal).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Matches($"(?m)^\\| [^|]*`{reason}`[^|]* \\|", operations));
    }

    [Fact]
    public async Task Production_is_watched_and_dev_is_free()
    {
        Assert.All((await EveryAlertAsync(Stage.Prod)).Values, alert => Assert.True((bool)alert["enabled"]!));
        Assert.All((await EveryAlertAsync(Stage.Dev)).Values, alert => Assert.False((bool)alert["enabled"]!));
    }

    [Fact]
    public async Task Every_alert_reaches_the_action_group()
    {
        var group = (string?)(await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Insights/actionGroups")["id"];

        Assert.All(
            (await EveryAlertAsync(Stage.Prod)).Values,
            alert => Assert.Equal(group, (string?)Assert.Single(Groups(alert["actions"]!)))
        );
    }

    [Theory]
    [InlineData("lessons-late", 3600)]
    [InlineData("batches-unknown", 3600)]
    [InlineData("bounces", 4)]
    [InlineData("brake-pulled", 0)]
    [InlineData("complaints", 8)] // of ten thousand
    [InlineData("forms-refused", 0)]
    [InlineData("provider-refuses", 0)]
    [InlineData("server-errors", 0)]
    [InlineData("signups-flood", 300)]
    public async Task An_alert_fires_above_its_limit(string name, int limit)
    {
        var criterion = Criterion((await AlertsAsync(Stage.Prod))[name]);

        Assert.Equal("GreaterThan", (string?)criterion["operator"]);
        Assert.Equal(limit, (int)criterion["threshold"]!);
    }

    [Fact]
    public async Task A_timer_that_is_silent_for_half_an_hour_is_noticed()
    {
        var alert = (await AlertsAsync(Stage.Prod))["timer-silent"];

        Assert.Equal("PT30M", (string?)alert["windowSize"]);
        Assert.Equal(("LessThan", 1), ((string?)Criterion(alert)["operator"], (int)Criterion(alert)["threshold"]!));
    }

    [Fact]
    public async Task Queries_use_the_reasons_that_the_engine_gives()
    {
        var alerts = await AlertsAsync(Stage.Prod);

        Assert.Contains($"== \"{SuppressionReason.Bounced}\"", Query(alerts["bounces"]), StringComparison.Ordinal);
        Assert.Contains($"== \"{SuppressionReason.Complained}\"", Query(alerts["complaints"]), StringComparison.Ordinal);
        Assert.Contains($"/{new StorageOptions().Queue}-poison/", Query(alerts["poison-message"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_a_query_yields_is_the_number_that_is_watched() =>
        Assert.All(
            (await AlertsAsync(Stage.Prod)).Values,
            alert => Assert.Contains($" {Criterion(alert)["metricMeasureColumn"]} = ", Query(alert), StringComparison.Ordinal)
        );

    [Fact]
    public async Task Alerts_and_workbook_ask_only_for_metrics_that_the_engine_measures()
    {
        var measured = Metric().Matches(MetricsSource()).Select(match => match.Groups[1].Value);
        var asked = (await QueriesAsync()).SelectMany(text => Metric().Matches(text).Select(match => match.Groups[1].Value));

        Assert.Empty(asked.Except(measured));
    }

    [Fact]
    public async Task Alerts_and_workbook_ask_only_for_dimensions_that_the_engine_gives()
    {
        var given = Tag().Matches(MetricsSource()).Select(match => match.Groups[1].Value);
        var asked = (await QueriesAsync()).SelectMany(text => Dimension().Matches(text).Select(match => match.Groups[1].Value));

        Assert.Empty(asked.Except(given));
    }

    // Sampling thins out traces, spans and the requests of a burst, and with them what an alert would have seen.
    [Fact]
    public async Task What_matters_rests_on_metrics() =>
        Assert.Equal(
            ["poison-message", "server-errors", "telemetry-cap"],
            (await AlertsAsync(Stage.Prod))
                .Where(alert => !Query(alert.Value).StartsWith("customMetrics ", StringComparison.Ordinal))
                .Select(alert => alert.Key)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Health_that_says_503_is_no_server_error_besides() =>
        Assert.Contains(
            "url !endswith \"/health\"",
            Query((await AlertsAsync(Stage.Prod))["server-errors"]),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_site_is_asked_from_outside_in_production_only()
    {
        var test = (await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Insights/webtests");
        var alert = (await Snapshot.OfAsync(Stage.Prod)).Single("Microsoft.Insights/metricAlerts")["properties"]!;

        Assert.StartsWith(
            "[format('{0}/health', ",
            (string?)test["properties"]!["Request"]!["RequestUrl"],
            StringComparison.Ordinal
        );
        Assert.Equal((string?)test["id"], (string?)alert["criteria"]!["webTestId"]);
        Assert.Empty((await Snapshot.OfAsync(Stage.Dev)).Of("Microsoft.Insights/webtests"));
    }

    [GeneratedRegex(@"[.?!](?=\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("new(?: KeyValuePair<string, object\\?>)?\\(\"(\\w+)\", ")]
    private static partial Regex Tag();

    [GeneratedRegex("customDimensions\\[[\"'](\\w+)[\"']\\]")]
    private static partial Regex Dimension();

    [GeneratedRegex("[\"'](emailcourse\\.[a-z.]*[a-z])[\"']")]
    private static partial Regex Metric();

    private static string MetricsSource() => InfraFolder.Read("src", "EmailCourse", "Telemetry", "CourseMetrics.cs");

    private static async Task<IEnumerable<string>> QueriesAsync() =>
        (await AlertsAsync(Stage.Prod)).Values.Select(Query).Append(InfraFolder.Read("infra", "modules", "workbook.json"));

    private static string Query(JsonNode alert) => (string)Criterion(alert)["query"]!;

    private static JsonNode Criterion(JsonNode alert) => alert["criteria"]!["allOf"]![0]!;

    // A rule that queries names its groups, and one that watches a metric has an action for each.
    private static IEnumerable<JsonNode?> Groups(JsonNode actions) =>
        actions is JsonArray each ? each.Select(action => action!["actionGroupId"]) : actions["actionGroups"]!.AsArray();

    private static Task<Dictionary<string, JsonNode>> AlertsAsync(string stage) =>
        AlertsAsync(stage, "Microsoft.Insights/scheduledQueryRules");

    /// <summary>Also those that watch a metric and have no query.</summary>
    private static Task<Dictionary<string, JsonNode>> EveryAlertAsync(string stage) =>
        AlertsAsync(stage, "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts");

    private static async Task<Dictionary<string, JsonNode>> AlertsAsync(string stage, params string[] types)
    {
        var snapshot = await Snapshot.OfAsync(stage);
        return types
            .SelectMany(snapshot.Of)
            .ToDictionary(
                rule => ((string)rule["name"]!).Replace($"alert-emailcourse-{stage}-", "", StringComparison.Ordinal),
                rule => rule["properties"]!
            );
    }
}
