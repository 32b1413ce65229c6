using System.Diagnostics.Metrics;
using EmailCourse.Answers;
using EmailCourse.Audit;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>The engine itself, not a model of it, on the given table, queue, provider and clock.</summary>
internal sealed class Engine
{
    /// <summary>Limits so low that everybody meets them; neither brakes nor warm-up.</summary>
    public static readonly IOptions<EmailCourseOptions> Options = With(
        new() { ComplaintPercent = 0, BouncePercent = 0 },
        new WarmUpOptions()
    );

    public Engine(
        ICourseTable table,
        IShardQueue queue,
        IMailSender sender,
        IClock clock,
        IIdGenerator ids,
        IReadOnlyList<LessonSlug> course,
        IOptions<EmailCourseOptions>? options = null
    )
    {
        options ??= Options;
        var plan = new MailPlan(course);
        Plan = plan;
        var metrics = new CourseMetrics(new NoMeters());
        var subscribers = new SubscriberStore(table, clock, ids, metrics);
        var trigger = new DeliveryTrigger(queue, NullLogger<DeliveryTrigger>.Instance);
        var suppress = new Suppress(subscribers, clock);
        var ration = new MailboxRation(table, clock);
        Ids = new SubscriberIdFactory(options);
        var quota = new HourlyQuota(table, clock);
        Pacer = new ConfirmMailPacer(quota, Ids, options, clock);
        Refuse = new Refuse(subscribers, ration, Ids, clock);
        var mails = new ConfirmMailPlanner(subscribers, ration, Pacer, Ids, trigger, clock);
        SignUp = new SignUp(mails);
        ChangeAddress = new ChangeAddress(subscribers, mails, Ids);
        ConfirmAddress = new ConfirmAddress(subscribers, ration, Ids, trigger, clock);
        Confirm = new Confirm(subscribers, ration, Ids, plan, trigger, clock);
        Unsubscribe = new Unsubscribe(subscribers, clock);
        UndoUnsubscribe = new UndoUnsubscribe(subscribers, ration, Ids, plan, clock);
        Pause = new Pause(subscribers, plan, clock);
        Resume = new Resume(subscribers, plan, clock);
        ChangeSchedule = new ChangeSchedule(subscribers, plan, clock);
        SkipLesson = new SkipLesson(subscribers, plan, clock);
        GoBack = new GoBack(subscribers, plan, clock);
        StartOver = new StartOver(subscribers, plan, clock);
        SendLastAgain = new SendLastAgain(subscribers, plan, trigger, clock);
        Erase = new Erase(subscribers, Ids, clock);

        var batches = new BatchStore(table);
        var work = new ShardWorkReader(table, clock);
        var counts = new DayCountsReader(new CounterReader(table));
        Brake = new BrakeStore(table, counts, clock);
        var warmUp = new WarmUpStore(table, counts, ids, clock, options);
        var newLessons = new NewLessonPlanner(table, subscribers, plan, clock);
        Delivery = new CourseDelivery(
            new TimerTick(
                queue,
                work,
                newLessons,
                new LastTickStore(table, clock),
                quota,
                new RetentionSweeper(
                    table,
                    subscribers,
                    ration,
                    new AnswerStore(table, clock, ids),
                    new AuditLog(table, clock, ids),
                    new SpentTokenStore(table, ids, clock),
                    plan,
                    clock,
                    options
                ),
                new BrakeCheck(Brake, counts, metrics, clock, options, NullLogger<BrakeCheck>.Instance),
                warmUp,
                metrics,
                clock
            ),
            table,
            work,
            queue,
            new ShardRescheduler(table, queue, clock),
            new ShardDeliveryFactory(
                table,
                batches,
                work,
                sender,
                subscribers,
                new LessonReplanner(subscribers, plan, metrics),
                suppress,
                Brake,
                warmUp,
                new SendOutcomePolicy(metrics, clock, NullLogger<SendOutcomePolicy>.Instance),
                new Expire(subscribers),
                new MoveSubscriber(subscribers, Ids, plan, trigger, clock),
                new ConfirmMailCheck(Refuse, ChangeAddress),
                plan,
                metrics,
                ids,
                clock,
                options,
                NullLogger<BatchSender>.Instance
            ),
            ids,
            clock,
            NullLogger<CourseDelivery>.Instance
        );
        Events = new SendGridEventHandler(batches, suppress, Brake);
    }

    /// <summary>The options with these brakes and this warm-up.</summary>
    public static IOptions<EmailCourseOptions> With(BrakeOptions brakes, WarmUpOptions warmUp) =>
        Microsoft.Extensions.Options.Options.Create(
            new EmailCourseOptions
            {
                IdKey = Convert.ToBase64String(new byte[32]),
                Quotas = new() { PerDomain = Profile.SignUpsPerHour, PerHour = 0 },
                Retention = new() { StoppedDays = Profile.StoppedDays, CompletedDays = Profile.CompletedDays },
                Brakes = brakes,
                WarmUp = warmUp,
            }
        );

    public MailPlan Plan { get; }

    public SubscriberIdFactory Ids { get; }

    public ConfirmMailPacer Pacer { get; }

    public SignUp SignUp { get; }

    public Confirm Confirm { get; }

    public ChangeAddress ChangeAddress { get; }

    public ConfirmAddress ConfirmAddress { get; }

    public Unsubscribe Unsubscribe { get; }

    public Refuse Refuse { get; }

    public Pause Pause { get; }

    public Resume Resume { get; }

    public ChangeSchedule ChangeSchedule { get; }

    public UndoUnsubscribe UndoUnsubscribe { get; }

    public SkipLesson SkipLesson { get; }

    public GoBack GoBack { get; }

    public StartOver StartOver { get; }

    public SendLastAgain SendLastAgain { get; }

    public Erase Erase { get; }

    public BrakeStore Brake { get; }

    public ICourseDelivery Delivery { get; }

    public SendGridEventHandler Events { get; }

    private sealed class NoMeters : IMeterFactory
    {
        public Meter Create(MeterOptions Options) => new(Options);

        public void Dispose() { }
    }
}
