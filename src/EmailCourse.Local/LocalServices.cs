using Azure.Storage.Queues;
using EmailCourse.Local.Drive;
using EmailCourse.Local.Emulator;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Time;
using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Local;

/// <summary>What the local run puts into the container before the course: its own time and queue, and the stand-in.</summary>
internal static class LocalServices
{
    public static void AddLocalHead(
        this IServiceCollection services,
        LocalFlags flags,
        DataFolder data,
        OwnAddress address,
        LocalKeys keys
    )
    {
        services.AddSingleton(data).AddSingleton(address).AddSingleton(keys);
        services.AddSingleton(LocalClock.Open(data.At("clock.json"), flags.Manual, flags.Clock));
        services.AddSingleton<IClock>(provider => provider.GetRequiredService<LocalClock>());
        services.AddDrive();
        services.AddStandIn();
        if (!flags.Manual)
        {
            services.AddHostedService<CourseLoops>();
        }
    }

    public static void AddLocalLogging(this ILoggingBuilder logging) =>
        logging
            .AddFilter("Microsoft", LogLevel.Warning)
            // A start that fails is explained by StartException, without a stack.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true);

    private static void AddDrive(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var storage = provider.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Storage;
            return new PoisonQueue(new QueueClient(storage.ConnectionString, StorageSetup.PoisonQueue(storage)));
        });
        services.AddSingleton<LocalShardQueue>();
        services.AddSingleton<IShardQueue>(provider => provider.GetRequiredService<LocalShardQueue>());
        services.AddSingleton<ShardDrain>().AddSingleton<QuietRun>().AddSingleton<CourseDriver>();
    }

    private static void AddStandIn(this IServiceCollection services)
    {
        services.AddSingleton<FaultPlan>().AddSingleton<CallLog>().AddSingleton<Inbox>();
        services.AddSingleton<EventPoster>().AddSingleton<EventOutbox>();
        services.AddSingleton<MailIntake>().AddSingleton<MailSendEndpoint>();
    }
}
