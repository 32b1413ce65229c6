using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>The outcome of a confirmation.</summary>
internal enum ConfirmOutcome
{
    /// <summary>The subscriber is active, now or since an earlier press.</summary>
    Confirmed,

    /// <summary>The subscriber has stopped since; a new sign-up is needed.</summary>
    Stopped,

    /// <summary>Nothing is known of the address any more.</summary>
    Unknown,
}

/// <summary>Confirms a sign-up: the first lesson is due now.</summary>
internal sealed class Confirm(SubscriberStore subscribers, MailPlan plan, DeliveryTrigger trigger, IClock clock)
{
    public async Task<ConfirmOutcome> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("confirm");
        var now = clock.GetCurrentInstant();
        var change = await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None);
        if (change is not null)
        {
            await trigger.TriggerAsync(id.Shard, CancellationToken.None);
            return ConfirmOutcome.Confirmed;
        }

        return (await subscribers.FindAsync(id, CancellationToken.None))?.State switch
        {
            null => ConfirmOutcome.Unknown,
            SubscriberState.Unsubscribed => ConfirmOutcome.Stopped,
            _ => ConfirmOutcome.Confirmed,
        };
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now)
    {
        if (current is not { State: SubscriberState.Pending })
        {
            return null;
        }

        // Now, unless the subscriber stopped and came back within hours of a lesson.
        var isRested = current.LastLessonAt is not { } last || now - last >= DailySchedule.MinimumGap;
        var progress = plan.LessonAt(current.Progress, isRested ? now : current.NextHour(now));
        return new SubscriberChange(
            current with
            {
                State = progress.Due is null ? SubscriberState.Completed : SubscriberState.Active,
                Progress = progress,
                PreviousState = null,
                ConfirmedAt = current.ConfirmedAt ?? now,
            }
        )
        {
            Counts = [CounterNames.Confirmed],
        };
    }
}
