using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using EmailCourse;
using EmailCourse.Delivery;
using EmailCourse.Functions;
using EmailCourse.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using OpenTelemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<InvocationScope>().UseMiddleware<CallerAddress>();
builder.Services.AddEmailCourse(builder.Configuration);

builder.Services.AddSingleton<IValidateOptions<EmailCourseOptions>, HostSettingsValidation>();
builder
    .Services.AddOptions<DeliveryOptions>()
    .Configure<IClock>(
        (options, clock) =>
        {
            if (TimerSchedule.Parse(builder.Configuration[DeliveryFunctions.ScheduleSetting]) is { } schedule)
            {
                options.TickInterval = TimerSchedule.LongestInterval(schedule, clock.GetCurrentInstant().ToDateTimeUtc());
            }
        }
    );

// Below a warning, these write addresses of requests, and those hold tokens.
builder
    .Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
    .AddFilter("System.Net.Http", LogLevel.Warning)
    .AddFilter("Azure", LogLevel.Warning);

var telemetry = builder
    .Services.AddOpenTelemetry()
    .UseFunctionsWorkerDefaults()
    .WithTracing(tracing => tracing.AddSource(CourseTelemetry.Name))
    .WithMetrics(metrics => metrics.AddMeter(CourseTelemetry.Name));
if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
{
    builder
        .Services.AddOptions<AzureMonitorExporterOptions>()
        .Configure<TokenCredential>((monitor, identity) => monitor.Credential = identity);
    telemetry.UseAzureMonitorExporter();
}

builder.Build().Run();
