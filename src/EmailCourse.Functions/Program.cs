using EmailCourse;
using EmailCourse.Delivery;
using EmailCourse.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<InvocationScope>().UseMiddleware<CallerAddress>();
builder.Services.AddEmailCourse(builder.Configuration);

builder.Services.AddSingleton<IValidateOptions<EmailCourseOptions>, HostSettingsValidation>();
if (TimerSchedule.Parse(builder.Configuration[DeliveryFunctions.ScheduleSetting]) is { } schedule)
{
    builder.Services.Configure<DeliveryOptions>(options => options.NextTick = schedule.NextRun);
}

builder.Services.AddHeadTelemetry(builder.Configuration);

builder.Build().Run();
