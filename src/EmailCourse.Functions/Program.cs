using EmailCourse;
using EmailCourse.Delivery;
using EmailCourse.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;

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

builder.Services.AddHeadTelemetry(builder.Configuration);

builder.Build().Run();
