using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.Tests;

public sealed class OptionsValidationTests
{
    [Fact]
    public void Good_settings_are_accepted() => Assert.Empty(Diagnostics());

    [Fact]
    public void Endpoints_instead_of_a_connection_string_are_accepted() =>
        Assert.Empty(
            Diagnostics(
                ("Storage:ConnectionString", ""),
                ("Storage:TableEndpoint", "https://stcourse.table.core.windows.net/"),
                ("Storage:QueueEndpoint", "https://stcourse.queue.core.windows.net")
            )
        );

    [Fact]
    public void A_percentage_may_have_a_fraction_and_a_warm_up_a_first_day() =>
        Assert.Empty(Diagnostics(("Brakes:ComplaintPercent", "0.15"), ("WarmUp:Start", "2026-12-01")));

    [Theory]
    [InlineData("")]
    [InlineData("https://www.example.org")]
    [InlineData("https://www.example.org:8443, https://xn--m-xka.example.org,https://192.0.2.1,")]
    [InlineData("http://localhost:8080,http://127.0.0.1:8080")]
    public void Origins_are_accepted_as_browsers_write_them(string origins) =>
        Assert.Empty(Diagnostics(("AllowedOrigins", origins)));

    [Fact]
    public void A_check_for_people_needs_a_known_provider_a_site_key_and_a_secret()
    {
        Assert.Empty(
            Diagnostics(("HumanCheck:Provider", "turnstile"), ("HumanCheck:SiteKey", "0x4AAA"), ("HumanCheck:Secret", "0x4BBB"))
        );
        Assert.Collection(
            Diagnostics(("HumanCheck:Provider", "recaptcha")),
            provider => Assert.Contains("HumanCheck:Provider", provider, StringComparison.Ordinal),
            siteKey => Assert.Contains("HumanCheck:SiteKey", siteKey, StringComparison.Ordinal),
            secret => Assert.Contains("HumanCheck:Secret", secret, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_endpoints_and_connection_string_both_endpoints_are_named() =>
        Assert.Collection(
            Diagnostics(("Storage:ConnectionString", "")),
            table => Assert.Contains("EmailCourse:Storage:TableEndpoint", table, StringComparison.Ordinal),
            queue => Assert.Contains("EmailCourse:Storage:QueueEndpoint", queue, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("stcourse")]
    [InlineData("http://stcourse.table.core.windows.net")]
    [InlineData("https://stcourse.table.core.windows.net/course")]
    [InlineData("https://stcourse.table.core.windows.net/?sv=2024")]
    public void An_endpoint_that_is_none_is_named(string endpoint) =>
        Assert.Contains(
            "EmailCourse__Storage__TableEndpoint) needs the https address",
            Assert.Single(
                Diagnostics(
                    ("Storage:ConnectionString", ""),
                    ("Storage:TableEndpoint", endpoint),
                    ("Storage:QueueEndpoint", "https://stcourse.queue.core.windows.net")
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("SiteUrl", null, "without a path")]
    [InlineData("SiteUrl", "course.example.org", "without a path")]
    [InlineData("SiteUrl", "https://example.org/course", "without a path")]
    [InlineData("SiteUrl", "https://example.org/?a=b", "without a path")]
    [InlineData("SiteUrl", "ftp://example.org", "without a path")]
    [InlineData("IdKey", "", "base64 of at least 32 random bytes")]
    [InlineData("IdKey", "not base64!", "base64 of at least 32 random bytes")]
    [InlineData("IdKey", "c2hvcnQ=", "base64 of at least 32 random bytes")]
    [InlineData("SigningKeys", "", "name:base64")]
    [InlineData("SigningKeys", "a:c2hvcnQ=", "name:base64")]
    [InlineData("SendGrid:ApiKey", "", "an API key")]
    [InlineData("SendGrid:ApiKey", "  ", "an API key")]
    [InlineData("SendGrid:WebhookPublicKey", "", "verification key")]
    [InlineData("SendGrid:WebhookPublicKey", "not base64!", "verification key")]
    [InlineData("SendGrid:WebhookPublicKey", "AAAA", "verification key")]
    [InlineData("SendGrid:Host", "api.sendgrid.com", "https://api.sendgrid.com")]
    [InlineData("SendGrid:Timeout", "00:00:00", "00:00:30")]
    [InlineData("SendGrid:Timeout", "-00:00:01", "00:00:30")]
    [InlineData("SendGrid:Timeout", "00:02:00", "00:00:30")]
    [InlineData("AllowedOrigins", "*", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://*.example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://www.example.org/", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://www.example.org:443", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://WWW.example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://ana@example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://mü.example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "http://www.example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "www.example.org", "https://www.example.org")]
    [InlineData("AllowedOrigins", "null", "https://www.example.org")]
    [InlineData("AllowedOrigins", "https://www.example.org https://example.net", "https://www.example.org")]
    [InlineData(
        "Desk:Operators",
        "ana@example.org; ben@example.org",
        "separated by commas, and 'ana@example.org; ben@example.org'"
    )]
    [InlineData("Desk:AccessKey", "guess-me", "at least 32 random characters")]
    [InlineData(
        "Desk:AccessKey",
        "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/desk-access-key)",
        "at least 32"
    )]
    [InlineData("AnswerTime", "-00:00:01", "such as 00:00:00.4")]
    [InlineData("AnswerTime", "00:00:06", "such as 00:00:00.4")]
    [InlineData("AnswerTime", "00:00:00.0005", "such as 00:00:00.4")]
    [InlineData("MinimumFormTime", "-00:00:01", "such as 00:00:02")]
    [InlineData("MinimumFormTime", "00:01:01", "such as 00:00:02")]
    [InlineData("LessonLinkDays", "0", "such as 90")]
    [InlineData("LessonLinkDays", "3651", "such as 90")]
    [InlineData("Retention:StoppedDays", "0", "such as 30")]
    [InlineData("Retention:CompletedDays", "3651", "such as 365")]
    [InlineData("Brakes:ComplaintPercent", "-0.1", "such as 0.3, or 0 for any number")]
    [InlineData("Brakes:BouncePercent", "101", "such as 10, or 0 for any number")]
    [InlineData("Brakes:MinimumComplaints", "0", "a number from 1, such as 5")]
    [InlineData("Brakes:MinimumBounces", "-1", "a number from 1, such as 20")]
    [InlineData("WarmUp:Start", "1.12.2026", "a day such as 2026-12-01")]
    [InlineData("WarmUp:Start", "2026-02-30", "a day such as 2026-12-01")]
    [InlineData("WarmUp:FirstDay", "0", "from 1 to 1000000, such as 50")]
    [InlineData("WarmUp:FirstDay", "1000001", "from 1 to 1000000, such as 50")]
    [InlineData("WarmUp:GrowthPercent", "-1", "from 0 to 1000, such as 40")]
    [InlineData("WarmUp:GrowthPercent", "1001", "from 0 to 1000, such as 40")]
    [InlineData("Quotas:PerNetwork", "-1", "0 for any number")]
    [InlineData("Quotas:PerDomain", "-1", "0 for any number")]
    [InlineData("Quotas:PerHour", "-1", "0 for any number")]
    [InlineData("Quotas:RequestsPerMinute", "-1", "0 for any number")]
    [InlineData("Storage:TableEndpoint", "https://stcourse.table.core.windows.net", "Storage:ConnectionString instead")]
    [InlineData("Storage:QueueEndpoint", "https://stcourse.queue.core.windows.net", "Storage:ConnectionString instead")]
    [InlineData("Storage:Table", "", "letters and digits")]
    [InlineData("Storage:Table", "my-table", "letters and digits")]
    [InlineData("Storage:Queue", "", "lower-case letters")]
    [InlineData("Storage:Queue", "Deliver", "lower-case letters")]
    public void A_wrong_setting_is_named_with_the_form_it_needs(string setting, string? value, string form)
    {
        var problem = Assert.Single(Diagnostics((setting, value)));

        Assert.Contains($"EmailCourse:{setting}", problem, StringComparison.Ordinal);
        Assert.Contains(
            $"EmailCourse__{setting.Replace(":", "__", StringComparison.Ordinal)}",
            problem,
            StringComparison.Ordinal
        );
        Assert.Contains(form, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Assert.Equal(3, Diagnostics(("SiteUrl", null), ("IdKey", ""), ("SendGrid:ApiKey", "")).Count);

    [Fact]
    public void A_problem_never_shows_a_secret() =>
        Assert.DoesNotContain(
            "c2VjcmV0",
            string.Concat(Diagnostics(("IdKey", "c2VjcmV0"), ("SigningKeys", "a:c2VjcmV0"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_head_that_brings_its_own_table_needs_no_storage_account() =>
        Assert.Empty(
            Diagnostics(
                new ServiceCollection().AddSingleton<ICourseTable>(new InMemoryTable()),
                ("Storage:ConnectionString", ""),
                ("Storage:Table", "")
            )
        );

    private static List<string> Diagnostics(params (string Setting, string? Value)[] changes) =>
        Diagnostics(new ServiceCollection(), changes);

    private static List<string> Diagnostics(IServiceCollection head, params (string Setting, string? Value)[] changes)
    {
        var settings = TestEngine.GoodSettings();
        foreach (var (setting, value) in changes)
        {
            settings[$"EmailCourse:{setting}"] = value;
        }

        using var services = head.AddLogging()
            .AddEmailCourse(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<EmailCourseOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures];
        }
    }
}
