namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>What azd's environment would hold. The keys are what they say: no keys.</summary>
internal static class Stage
{
    public const string Dev = "dev";
    public const string Prod = "prod";

    /// <summary>prod behind private endpoints.</summary>
    public const string Private = "prod-private";

    private const string NoKey = "bm90LWEta2V5LW5vdC1hLWtleS1ub3QtYS1rZXktISE=";

    public static Dictionary<string, string> Environment(string stage) =>
        new()
        {
            ["AZURE_ENV_NAME"] = stage == Private ? Prod : stage,
            ["EMAILCOURSE_STAGE"] = stage == Private ? Prod : stage,
            ["EMAILCOURSE_PRIVATE_NETWORK"] = stage == Private ? "true" : "false",
            ["EMAILCOURSE_ALERT_EMAIL"] = "operator@example.org",
            ["EMAILCOURSE_BUDGET_START"] = "2026-01-01",
            ["EMAILCOURSE_ID_KEY"] = NoKey,
            ["EMAILCOURSE_SIGNING_KEYS"] = $"k1:{NoKey}",
            ["EMAILCOURSE_SENDGRID_API_KEY"] = "not-an-api-key-of-sendgrid",
            ["EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY"] = new string('A', 124),
        };
}
