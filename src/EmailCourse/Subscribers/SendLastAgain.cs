using EmailCourse.Course;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Sends the lesson that came last once more, now. The pending lesson keeps its time.</summary>
internal sealed class SendLastAgain(SubscriberStore subscribers, MailPlan plan, DeliveryTrigger trigger, IClock clock)
{
    /// <summary>A button pressed twice, or by a program, sends no second copy.</summary>
    public static readonly Duration MinimumInterval = Duration.FromHours(1);

    /// <returns>
    /// Whether it is sent: not within an hour of the last time, before the first lesson, or while another extra mail is due.
    /// </returns>
    public async Task<bool> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("send last again");
        var now = clock.GetCurrentInstant();
        if (await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None) is null)
        {
            return false;
        }

        await trigger.TriggerAsync(id.Shard, CancellationToken.None);
        return true;
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is { IsSubscribed: true, Progress.Due: not { Mail.IsExtra: true } }
        && !(now - current.LastRepeatAt < MinimumInterval)
        && plan.LastReceived(current.Progress) is { } lesson
            ? new SubscriberChange(
                current with
                {
                    Progress = current.Progress.AwaitingFirst(MailKey.Repeat(lesson), now),
                    LastRepeatAt = now,
                }
            )
            : null;
}
