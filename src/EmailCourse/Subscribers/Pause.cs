using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Pauses the lessons of a subscriber.</summary>
internal sealed class Pause(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <summary>Pauses until the subscriber resumes.</summary>
    public Task HandleAsync(SubscriberId id) => PauseAsync(id, (_, progress) => progress.Ended());

    /// <summary>Pauses for a number of local days; the next lesson is due at the chosen hour of the day after.</summary>
    public Task HandleAsync(SubscriberId id, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var end = clock.GetCurrentInstant() + Duration.FromDays(days);
        return PauseAsync(id, (current, progress) => plan.LessonAt(progress, current.Recipient.Schedule.NextHour(end)));
    }

    private async Task PauseAsync(SubscriberId id, Func<Subscriber, Progress, Progress> planned)
    {
        using var trace = CourseTraces.Act("pause");
        await subscribers.UpdateAsync(id, Decide, CancellationToken.None);

        SubscriberChange? Decide(Subscriber? current) =>
            current is { State: SubscriberState.Active or SubscriberState.Paused }
                ? new SubscriberChange(
                    current with
                    {
                        State = SubscriberState.Paused,
                        Progress = planned(current, current.Progress),
                    }
                )
                : null;
    }
}
