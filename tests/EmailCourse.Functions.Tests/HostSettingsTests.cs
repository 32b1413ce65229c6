using System.Text.Json;
using System.Text.RegularExpressions;
using EmailCourse.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed partial class HostSettingsTests
{
    private static readonly JsonElement Host = Read("host.json");
    private static readonly JsonElement Queues = Host.GetProperty("extensions").GetProperty("queues");
    private static readonly JsonElement LocalValues = Read("src/EmailCourse.Functions/local.settings.json.example")
        .GetProperty("Values");

    [Fact]
    public void The_host_serves_the_routes_as_they_are() =>
        Assert.Equal("", Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

    [Fact]
    public void The_host_reads_messages_as_the_engine_writes_them_which_is_without_encoding() =>
        Assert.Equal("none", Queues.GetProperty("messageEncoding").GetString());

    [Fact]
    public void A_message_is_given_up_after_the_eighth_failure() =>
        Assert.Equal(8, Queues.GetProperty("maxDequeueCount").GetInt32());

    [Fact]
    public void A_run_may_take_longer_than_it_ever_does() =>
        Assert.True(
            Duration.FromTimeSpan(Time(Host, "functionTimeout")) > DeliveryRules.MaxRunDuration + DeliveryRules.LeaseDuration
        );

    [Fact]
    public void A_failed_run_is_tried_again_before_the_next_tick() =>
        Assert.InRange(Duration.FromTimeSpan(Time(Queues, "visibilityTimeout")), DeliveryRules.BusyRetry, DeliveryRules.Tick);

    [Fact]
    public void Host_and_worker_speak_the_same_telemetry() =>
        Assert.Equal("OpenTelemetry", Host.GetProperty("telemetryMode").GetString());

    [Fact]
    public void The_example_asks_as_often_as_the_engine_counts_on() =>
        Assert.Equal(
            $"0 */{(int)DeliveryRules.Tick.TotalMinutes} * * * *",
            LocalValues.GetProperty("DeliverySchedule").GetString()
        );

    [Fact]
    public void The_example_holds_settings_the_course_starts_with()
    {
        var settings = LocalValues
            .EnumerateObject()
            .ToDictionary(value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => value.Value.GetString());
        using var services = new ServiceCollection()
            .AddLogging()
            .AddEmailCourse(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();

        Assert.Equal(new Uri("http://localhost:7071"), services.GetRequiredService<IOptions<EmailCourseOptions>>().Value.SiteUrl);
    }

    // The storage's two endpoints are named where the one connection string of the emulator is missing.
    [Fact]
    public void The_walk_under_a_real_host_tries_every_setting_without_which_the_head_does_not_start()
    {
        var nothing = new ConfigurationBuilder().Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddEmailCourse(nothing)
            .AddSingleton<IValidateOptions<EmailCourseOptions>>(new HostSettingsValidation(nothing))
            .BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() =>
            services.GetRequiredService<IOptions<EmailCourseOptions>>().Value
        );

        Assert.Equal(
            refusal
                .Failures.Select(failure => Named().Match(failure).Groups[1].Value)
                .Except(["EmailCourse__Storage__QueueEndpoint"])
                .Order(StringComparer.Ordinal),
            Refused()
                .Matches(File.ReadAllText(Repository.Folder("tests/functions-host/run")))
                .Select(line => line.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );
    }

    [GeneratedRegex(@"App setting (\w+)|app setting: (?<1>\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?m)^refuses (?:\w+ )?(\w+)$")]
    private static partial Regex Refused();

    private static TimeSpan Time(JsonElement json, string name) =>
        TimeSpan.Parse(json.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Repository.Folder(file))).RootElement;
}
