using Azure.Storage.Queues;
using EmailCourse.Delivery;
using EmailCourse.Local.Drive;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Local.Time;
using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Local;

/// <summary>Registers what the local run has of its own: clock, storage, queue and the stand-in for SendGrid.</summary>
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
        services.AddStorage(flags, data);
        services.AddDrive();
        services.AddStandIn();
        if (!flags.Quotas)
        {
            services.Configure<EmailCourseOptions>(options =>
                options.Quotas = new()
                {
                    PerNetwork = 0,
                    PerDomain = 0,
                    PerHour = 0,
                    RequestsPerMinute = 0,
                }
            );
        }

        if (flags.Manual)
        {
            services.Configure<DeliveryOptions>(options => options.NextTick = null);
            services.Configure<EmailCourseOptions>(options =>
                (options.AnswerTime, options.MinimumFormTime) = (TimeSpan.Zero, TimeSpan.Zero)
            );
        }
        else
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

    // Before the engine's own registrations, which leave the table and the queue as they are.
    private static void AddStorage(this IServiceCollection services, LocalFlags flags, DataFolder data)
    {
        if (flags.Storage is not null)
        {
            services.AddSingleton(provider =>
            {
                var storage = provider.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Storage;
                return new PoisonQueue(new QueueClient(storage.ConnectionString, AzureStorageSetup.PoisonQueue(storage)));
            });
            services.AddSingleton<ILocalShardQueue, AzureShardQueue>();
        }
        else
        {
            var table = new SqliteCourseTable(CourseDatabase.Open(data.At(CourseDatabase.FileName)));
            services.AddSingleton<ICourseTable>(_ => table);
            services.AddSingleton<ILocalShardQueue, InProcessShardQueue>();
        }

        services.AddSingleton<IShardQueue>(provider => provider.GetRequiredService<ILocalShardQueue>());
    }

    private static void AddDrive(this IServiceCollection services) =>
        services.AddSingleton<ShardQueueProcessor>().AddSingleton<IdleRunner>().AddSingleton<CourseDriver>();

    private static void AddStandIn(this IServiceCollection services)
    {
        services.AddSingleton<FaultPlan>().AddSingleton<CallLog>().AddSingleton<Inbox>();
        services.AddSingleton<EventPoster>().AddSingleton<EventOutbox>();
        services.AddSingleton<MailIntake>().AddSingleton<MailSendEndpoint>();
    }
}
