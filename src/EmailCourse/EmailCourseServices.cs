using Azure.Core;
using Azure.Identity;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Reports;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse;

/// <summary>Puts the course into a container.</summary>
public static class EmailCourseServices
{
    /// <summary>Registers the whole engine. A head that registered its own <see cref="IClock"/> or <see cref="IShardQueue"/> before keeps it.</summary>
    public static IServiceCollection AddEmailCourse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailCourseOptions>().Bind(configuration.GetSection(EmailCourseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmailCourseOptions>, OptionsValidation>();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton<IIdGenerator, RandomIdGenerator>();
        services.AddMetrics().AddSingleton<CourseMetrics>();
        services.AddHostedService<CourseCheck>().AddHostedService<IdKeyCheck>();
        return services
            .AddStorage()
            .AddCourseContent()
            .AddMail()
            .AddSubscribers()
            .AddDelivery()
            .AddSingleton<CourseReportReader>()
            .AddWeb();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton(provider => StorageClients.Table(provider));
        services.AddSingleton(provider => StorageClients.Queue(provider));
        services.AddSingleton<ICourseTable, CourseTable>();
        services.TryAddSingleton<IShardQueue, ShardQueue>();
        return services;
    }

    private static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddMailComposing().AddSingleton<LinkTokenSigner>().AddSingleton<IMailSender, SendGridMailSender>();
        // Without the client's own log: it would quote failures, and those may quote the mail.
        services
            .AddHttpClient(SendGridMailSender.HttpClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient(
                (provider, client) =>
                    client.Timeout = provider.GetRequiredService<IOptions<EmailCourseOptions>>().Value.SendGrid.Timeout
            );
        return services;
    }

    private static IServiceCollection AddSubscribers(this IServiceCollection services) =>
        services
            .AddSingleton<SubscriberIdFactory>()
            .AddSingleton<SubscriberStore>()
            .AddSingleton<DeliveryTrigger>()
            .AddSingleton(provider => new MailPlan([
                .. provider.GetRequiredService<CourseContent>().Lessons.Select(lesson => lesson.Slug),
            ]))
            .AddSingleton<SignUp>()
            .AddSingleton<Confirm>()
            .AddSingleton<Unsubscribe>()
            .AddSingleton<Suppress>()
            .AddSingleton<Expire>()
            .AddSingleton<Pause>()
            .AddSingleton<Resume>()
            .AddSingleton<ChangeSchedule>();

    private static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddSingleton<DueRowReader>()
            .AddSingleton<BatchStore>()
            .AddSingleton<Advance>()
            .AddSingleton<BatchOpening>()
            .AddSingleton<BatchSender>()
            .AddSingleton<Outbox>()
            .AddSingleton<OpenBatches>()
            .AddSingleton<DuePage>()
            .AddSingleton<ShardRescheduler>()
            .AddSingleton<CourseGrowth>()
            .AddSingleton(provider => new DeliveryTick(
                provider.GetRequiredService<ICourseTable>(),
                provider.GetRequiredService<IShardQueue>(),
                provider.GetRequiredService<CourseGrowth>(),
                provider.GetRequiredService<IClock>()
            ))
            .AddSingleton(provider => new NextDueReader(provider.GetRequiredService<ICourseTable>()))
            .AddSingleton(provider => new ShardDelivery(
                provider.GetRequiredService<ICourseTable>(),
                provider.GetRequiredService<DueRowReader>(),
                provider.GetRequiredService<OpenBatches>(),
                provider.GetRequiredService<DuePage>(),
                provider.GetRequiredService<ShardRescheduler>(),
                provider.GetRequiredService<IShardQueue>(),
                provider.GetRequiredService<IIdGenerator>(),
                provider.GetRequiredService<IClock>(),
                provider.GetRequiredService<ILogger<ShardDelivery>>()
            ))
            .AddSingleton<SendGridEventHandler>()
            .AddSingleton<WebhookSignatureVerifier>();

    private static IServiceCollection AddWeb(this IServiceCollection services) =>
        services
            .AddPages()
            .AddSingleton<PageResultFactory>()
            .AddSingleton<PersonalLinkReader>()
            .AddSingleton<SignUpValidator>()
            .AddSingleton<LandingEndpoint>()
            .AddSingleton<SignUpEndpoint>()
            .AddSingleton<ConfirmEndpoint>()
            .AddSingleton<UnsubscribeEndpoint>()
            .AddSingleton<LessonEndpoint>()
            .AddSingleton<HealthEndpoint>()
            .AddSingleton<AssetEndpoint>()
            .AddSingleton<SendGridEventsEndpoint>();
}
