using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Puts together the objects that belong to one run.</summary>
internal sealed class ShardDeliveryFactory(
    ICourseTable table,
    BatchStore batches,
    ShardWorkReader work,
    IMailSender mail,
    SubscriberStore subscribers,
    LessonReplanner replanner,
    Suppress suppress,
    BrakeStore brake,
    WarmUpStore warmUp,
    SendOutcomePolicy outcomes,
    Expire expire,
    MoveSubscriber move,
    ConfirmMailCheck check,
    MailPlan plan,
    CourseMetrics metrics,
    IIdGenerator ids,
    IClock clock,
    IOptions<EmailCourseOptions> options,
    ILogger<BatchSender> logger
)
{
    public ShardDelivery Create(ShardRun run)
    {
        var opener = new BatchOpener(run, batches, work, clock, options);
        var calls = new CallCounter(run, table, clock);
        var sender = new BatchSender(
            run,
            opener,
            batches,
            mail,
            RecorderOf,
            suppress,
            warmUp,
            calls,
            outcomes,
            metrics,
            ids,
            clock,
            logger
        );
        var recovery = new BatchRecovery(run, batches, work, sender, RecorderOf, plan, check, metrics, clock);
        return new ShardDelivery(run, recovery, work, sender, brake, warmUp, replanner, expire, move, check, plan, clock);

        BatchRecorder RecorderOf(Batch batch) => new(run, batch, table, batches, subscribers, plan, clock);
    }
}
