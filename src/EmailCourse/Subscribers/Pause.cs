using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Pauses the lessons of a subscriber.</summary>
internal sealed class Pause(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <summary>Pauses until the subscriber resumes.</summary>
    public Task HandleAsync(SubscriberId id) => PauseAsync(id, _ => null);

    /// <summary>Pauses for a number of local days; the next lesson is due at the chosen hour after them.</summary>
    public Task HandleAsync(SubscriberId id, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var now = clock.GetCurrentInstant();
        return PauseAsync(id, current => current.NextHour(current.Recipient.Schedule.DaysLater(now, days)));
    }

    private async Task PauseAsync(SubscriberId id, Func<Subscriber, Instant?> endOf)
    {
        using var trace = CourseTraces.Act("pause");
        await subscribers.UpdateAsync(id, Decide, CancellationToken.None);

        SubscriberChange? Decide(Subscriber? current) =>
            current is { State: SubscriberState.Active or SubscriberState.Paused }
                ? new SubscriberChange(
                    current with
                    {
                        State = SubscriberState.Paused,
                        Progress = plan.Replan(current.Progress, endOf(current)),
                    }
                )
                : null;
    }
}
