using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using EmailCourse.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace EmailCourse.Functions;

/// <summary>Registers where traces, metrics and log lines go: Application Insights, if the settings name one.</summary>
internal static class HeadTelemetry
{
    public static void AddHeadTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // Below a warning, these write addresses of requests, and those hold tokens.
        services.AddLogging(logging =>
            logging
                .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
                .AddFilter("System.Net.Http", LogLevel.Warning)
                .AddFilter("Azure", LogLevel.Warning)
        );

        var telemetry = services
            .AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource(CourseTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(CourseTelemetry.Name));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
        {
            services
                .AddOptions<AzureMonitorExporterOptions>()
                .Configure<TokenCredential>((monitor, identity) => SendEverything(monitor, identity));
            telemetry.UseAzureMonitorExporter();
        }
    }

    // By default five traces a second are kept, and only the log lines of those: a critical line could be among the others.
    private static void SendEverything(AzureMonitorExporterOptions monitor, TokenCredential identity)
    {
        monitor.Credential = identity;
        monitor.EnableTraceBasedLogsSampler = false;
        monitor.TracesPerSecond = null;
        monitor.SamplingRatio = 1;
    }
}
