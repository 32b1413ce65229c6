using System.Diagnostics.Metrics;
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
    public Engine(
        ICourseTable table,
        IShardQueue queue,
        IMailSender sender,
        IClock clock,
        IIdGenerator ids,
        IReadOnlyList<LessonSlug> course
    )
    {
        var plan = new MailPlan(course);
        var metrics = new CourseMetrics(new NoMeters());
        var subscribers = new SubscriberStore(table, clock, ids, metrics);
        var waker = new DeliveryTrigger(queue, NullLogger<DeliveryTrigger>.Instance);
        var suppress = new Suppress(subscribers, clock);
        SignUp = new SignUp(subscribers, suppress, waker, clock);
        Confirm = new Confirm(subscribers, plan, waker, clock);
        Unsubscribe = new Unsubscribe(subscribers);
        Pause = new Pause(subscribers, plan, clock);
        Resume = new Resume(subscribers, plan, clock);
        ChangeSchedule = new ChangeSchedule(subscribers, plan, clock);

        var options = Options.Create(new EmailCourseOptions());
        var ledger = new BatchStore(table);
        var rows = new DueRowReader(table, clock);
        var advance = new Advance(table, subscribers, ledger, plan, clock);
        var opening = new BatchOpening(ledger, rows, clock, options);
        var batchSender = new BatchSender(opening, ledger, sender, advance, metrics, clock, NullLogger<BatchSender>.Instance);
        var outbox = new Outbox(batchSender, suppress, ids, clock, NullLogger<Outbox>.Instance);
        var openBatches = new OpenBatches(rows, ledger, advance, outbox, plan, metrics, clock);
        var duePage = new DuePage(outbox, subscribers, new Expire(subscribers), plan, metrics, clock);
        Tick = new DeliveryTick(table, queue, new CourseGrowth(table, subscribers, plan, clock), clock);
        Delivery = new ShardDelivery(
            table,
            rows,
            openBatches,
            duePage,
            new ShardRescheduler(table, queue, clock),
            queue,
            ids,
            clock,
            NullLogger<ShardDelivery>.Instance
        );
        Events = new SendGridEventHandler(ledger, suppress);
    }

    public SignUp SignUp { get; }

    public Confirm Confirm { get; }

    public Unsubscribe Unsubscribe { get; }

    public Pause Pause { get; }

    public Resume Resume { get; }

    public ChangeSchedule ChangeSchedule { get; }

    public DeliveryTick Tick { get; }

    public ShardDelivery Delivery { get; }

    public SendGridEventHandler Events { get; }

    private sealed class NoMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }
}
