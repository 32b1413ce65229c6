using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NSubstitute;
using Xunit;

namespace EmailCourse.Functions.Tests;

/// <summary>What the head's own registration sends, over HTTP, to what stands in for Application Insights.</summary>
public sealed class HeadTelemetryTests : IDisposable
{
    private const string Call = "SendGrid mail/send";

    private static readonly ActivitySource Source = new(CourseTelemetry.Name);

    // The exporter's own statistics would go to Microsoft.
    static HeadTelemetryTests() => Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");

    /// <summary>Without the settings that the host has in Azure, and with them.</summary>
    public static TheoryData<string?, string?> Samplers { get; } =
        new() { { null, null }, { "microsoft.fixed_percentage", "1.0" } };

    public void Dispose() => SetSampler(null, null);

    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task Critical_lines_and_traces_of_a_cold_start_arrive_whatever_the_caller_decided_about_its_trace(
        string? sampler,
        string? share
    )
    {
        SetSampler(sampler, share);
        const int Starts = 12;
        await using var sink = await TelemetrySink.StartAsync();

        for (var start = 0; start < Starts; start++)
        {
            await RunAsync(
                sink,
                head =>
                    Refuse(
                        head,
                        new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), 0, null, true)
                    )
            );
        }

        Assert.Equal(Starts, CriticalLines(sink));
        Assert.Equal(Starts, Calls(sink));
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task A_burst_of_critical_lines_arrives_whole(string? sampler, string? share)
    {
        SetSampler(sampler, share);
        const int Refusals = 208;
        await using var sink = await TelemetrySink.StartAsync();

        await RunAsync(
            sink,
            head =>
            {
                for (var refusal = 0; refusal < Refusals; refusal++)
                {
                    Refuse(head, default);
                }
            }
        );

        Assert.Equal(Refusals, CriticalLines(sink));
        Assert.Equal(Refusals, Calls(sink));
    }

    [Fact]
    public async Task Metrics_arrive_with_their_tags()
    {
        await using var sink = await TelemetrySink.StartAsync();

        await RunAsync(
            sink,
            head =>
            {
                var metrics = head.GetRequiredService<CourseMetrics>();
                metrics.Ticked();
                metrics.Called("Misconfigured", TimeSpan.FromSeconds(1));
            }
        );

        Assert.Contains(sink.Items("MetricData"), item => NameOf(item) == "emailcourse.ticks");
        var durations = Assert.Single(sink.Items("MetricData"), item => NameOf(item) == "emailcourse.sendgrid.duration");
        Assert.Equal("Misconfigured", (string?)durations["properties"]!["outcome"]);
    }

    private static void SetSampler(string? sampler, string? share)
    {
        Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER", sampler);
        Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER_ARG", share);
    }

    private static string? NameOf(JsonObject metric) => (string?)metric["metrics"]![0]!["name"];

    private static int CriticalLines(TelemetrySink sink) =>
        sink.Items("MessageData").Count(item => (string?)item["severityLevel"] == "Critical");

    // By name, for an exporter hears the spans of other tests too.
    private static int Calls(TelemetrySink sink) =>
        sink.Items("RemoteDependencyData").Count(item => (string?)item["name"] == Call);

    private static void Refuse(IServiceProvider head, ActivityContext parent)
    {
        using var trace = Source.StartActivity(Call, ActivityKind.Client, parent);
        head.GetRequiredService<SendOutcomePolicy>().ResultOf(new SendOutcome.Misconfigured("The API key is wrong."));
    }

    // What is left at the end is sent when the process stops.
    private static async Task RunAsync(TelemetrySink sink, Action<IServiceProvider> work)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", sink.ConnectionString)]);
        builder.Services.AddMetrics().AddSingleton<CourseMetrics>().AddSingleton<SendOutcomePolicy>();
        builder.Services.AddSingleton<IClock>(SystemClock.Instance).AddSingleton(Substitute.For<TokenCredential>());
        builder.Services.AddHeadTelemetry(builder.Configuration);
        // The sink knows no identity and no encryption, and nothing else is to be called.
        builder.Services.PostConfigure<AzureMonitorExporterOptions>(monitor =>
        {
            monitor.Credential = null;
            monitor.ConnectionString = sink.ConnectionString;
            monitor.EnableLiveMetrics = false;
            monitor.DisableOfflineStorage = true;
        });
        using var head = builder.Build();
        await head.StartAsync();
        work(head.Services);
        await head.StopAsync();
    }
}
