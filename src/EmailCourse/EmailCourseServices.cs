using Azure.Core;
using Azure.Identity;
using EmailCourse.Answers;
using EmailCourse.Audit;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Lists;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Reports;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse;

/// <summary>Registers the course.</summary>
public static class EmailCourseServices
{
    /// <summary>
    /// Registers the whole engine. An <see cref="IClock"/> or <see cref="IShardQueue"/> that is registered already stays, and so
    /// does an <see cref="ICourseTable"/>; without one, the course is kept in Azure Storage.
    /// </summary>
    public static IServiceCollection AddEmailCourse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailCourseOptions>().Bind(configuration.GetSection(EmailCourseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmailCourseOptions>, OptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton<IIdGenerator, RandomIdGenerator>();
        services.AddMetrics().AddSingleton<CourseMetrics>();
        services.AddHostedService<IdKeyCheck>();
        services.AddHostedService<MailWarmUp>();

        // Each of these validates its part of lessons, templates and keys when it is made: at startup, not on somebody's request.
        services.ActivateSingleton<CoursePageFactory>();
        services.ActivateSingleton<PageRenderer>();
        services.ActivateSingleton<LinkTokenSigner>();
        if (services.All(service => service.ServiceType != typeof(ICourseTable)))
        {
            services.AddAzureStorage();
        }

        return services.AddCourseContent().AddMail().AddSubscribers().AddDelivery().AddSendGridWebhook().AddReports().AddWeb();
    }

    private static IServiceCollection AddAzureStorage(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<EmailCourseOptions>, StorageOptionsValidation>();
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton(StorageClients.Table);
        services.AddSingleton(StorageClients.Queue);
        services.AddSingleton<ICourseTable, CourseTable>();
        services.TryAddSingleton<IShardQueue, ShardQueue>();
        return services;
    }

    private static IServiceCollection AddMail(this IServiceCollection services)
    {
        services
            .AddMailComposing()
            .AddSingleton<LinkTokenSigner>()
            .AddSingleton<SendGridApi>()
            .AddSingleton<IMailSender, SendGridMailSender>()
            .AddSingleton<ISignInMailSender, SendGridSignInMailSender>();
        // Without the client's own log: it would quote failures, and those may quote the mail.
        services
            .AddHttpClient(SendGridApi.HttpClientName)
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
            .AddSingleton(provider => MailPlan.Of(provider.GetRequiredService<CourseContent>()))
            .AddSingleton<MailboxRation>()
            .AddSingleton<AnswerStore>()
            .AddSingleton<AuditLog>()
            .AddSingleton<HourlyQuota>()
            .AddSingleton<ConfirmMailPacer>()
            .AddSingleton<ConfirmMailPlanner>()
            .AddSingleton<SignUp>()
            .AddSingleton<ChangeAddress>()
            .AddSingleton<ConfirmAddress>()
            .AddSingleton<MoveSubscriber>()
            .AddSingleton<SendManageLink>()
            .AddSingleton<Confirm>()
            .AddSingleton<Import>()
            .AddSingleton<Unsubscribe>()
            .AddSingleton<Refuse>()
            .AddSingleton<LiftSuppression>()
            .AddSingleton<AddressLookup>()
            .AddSingleton<ConfirmMailCheck>()
            .AddSingleton<Suppress>()
            .AddSingleton<Expire>()
            .AddSingleton<RetentionSweeper>()
            .AddSingleton<Pause>()
            .AddSingleton<Resume>()
            .AddSingleton<ChangeSchedule>()
            .AddSingleton<ChangeFirstName>()
            .AddSingleton<SkipLesson>()
            .AddSingleton<GoBack>()
            .AddSingleton<SendLastAgain>()
            .AddSingleton<StartOver>()
            .AddSingleton<UndoUnsubscribe>()
            .AddSingleton<Erase>();

    private static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddSingleton<ShardWorkReader>()
            .AddSingleton<BatchStore>()
            .AddSingleton<ShardRescheduler>()
            .AddSingleton<NewLessonPlanner>()
            .AddSingleton<LessonReplanner>()
            .AddSingleton<SendOutcomePolicy>()
            .AddSingleton<NextDueReader>()
            .AddSingleton<LastTickStore>()
            .AddSingleton<SpentTokenStore>()
            .AddSingleton<DayCountsReader>()
            .AddSingleton<BrakeStore>()
            .AddSingleton<BrakeCheck>()
            .AddSingleton<WarmUpStore>()
            .AddSingleton<TimerTick>()
            .AddSingleton<ShardDeliveryFactory>()
            .AddSingleton<ICourseDelivery, CourseDelivery>();

    private static IServiceCollection AddSendGridWebhook(this IServiceCollection services) =>
        services
            .AddSingleton<WebhookSignatureVerifier>()
            .AddSingleton<SendGridEventReader>()
            .AddSingleton<SendGridEventHandler>();

    private static IServiceCollection AddReports(this IServiceCollection services) =>
        services
            .AddSingleton<CounterReader>()
            .AddSingleton<CourseReportReader>()
            .AddSingleton<CourseNumbersReader>()
            .AddSingleton<CourseNumbersCache>()
            .AddSingleton<DeliveryHealthReader>();

    private static IServiceCollection AddWeb(this IServiceCollection services)
    {
        // Somebody waits for the answer. Without the client's own log, as above.
        services
            .AddHttpClient(HumanCheck.HttpClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(3));
        return services
            .AddPages()
            .AddSingleton<SecurityHeaders>()
            .AddSingleton<PageResultFactory>()
            .AddSingleton<PersonalLinkReader>()
            .AddSingleton<AddressPolicy>()
            .AddSingleton<SignUpValidator>()
            .AddSingleton<OriginPolicy>()
            .AddSingleton<FormTokenSigner>()
            .AddSingleton<HumanCheck>()
            .AddSingleton<FormRateLimiter>()
            .AddSingleton<RefusedFormCounter>()
            .AddSingleton<FormGate>()
            .AddSingleton<AnswerTime>()
            .AddSingleton<LandingEndpoint>()
            .AddSingleton<SignUpEndpoint>()
            .AddSingleton<ConfirmEndpoint>()
            .AddSingleton<UnsubscribeEndpoint>()
            .AddSingleton<ConfirmAddressEndpoint>()
            .AddSingleton<RefuseEndpoint>()
            .AddSingleton<FindEndpoint>()
            .AddSingleton<AnswerEndpoint>()
            .AddSingleton<ManagePageFactory>()
            .AddSingleton<ManageEndpoint>()
            .AddSingleton<ManageDataEndpoint>()
            .AddSingleton<LessonEndpoint>()
            .AddSingleton<HealthEndpoint>()
            .AddSingleton<AssetEndpoint>()
            .AddSingleton<SecurityTxtEndpoint>()
            .AddSingleton<SendGridEventsEndpoint>()
            .AddDesk();
    }

    private static IServiceCollection AddDesk(this IServiceCollection services) =>
        services
            .AddSingleton<DeskAccess>()
            .AddSingleton<DeskSession>()
            .AddSingleton<SignInLink>()
            .AddSingleton<DeskGate>()
            .AddSingleton<SignInEndpoint>()
            .AddSingleton<DeskTableFactory>()
            .AddSingleton<OverviewPageFactory>()
            .AddSingleton<OverviewEndpoint>()
            .AddSingleton<ReaderActs>()
            .AddSingleton<ReadersPageFactory>()
            .AddSingleton<AuditedPageFactory>()
            .AddSingleton<ReadersEndpoint>()
            .AddSingleton<ListRowParser>()
            .AddSingleton<ListExporter>()
            .AddSingleton<ListsEndpoint>();
}
