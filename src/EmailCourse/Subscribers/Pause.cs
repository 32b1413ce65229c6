using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A person asks for quiet, for a while or until they come back.</summary>
internal sealed class Pause(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <summary>Until resumed.</summary>
    public Task HandleAsync(SubscriberId id) => QuietAsync(id, (_, progress) => progress.Ended());

    /// <summary>For so many local days; the lesson of the day after comes at the usual hour.</summary>
    public Task HandleAsync(SubscriberId id, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var end = clock.GetCurrentInstant() + Duration.FromDays(days);
        return QuietAsync(id, (current, progress) => plan.LessonAt(progress, current.Recipient.Schedule.NextHour(end)));
    }

    private async Task QuietAsync(SubscriberId id, Func<Subscriber, Progress, Progress> rest)
    {
        using var trace = CourseTraces.Act("pause");
        await subscribers.UpdateAsync(id, Decide, CancellationToken.None);

        SubscriberChange? Decide(Subscriber? current) =>
            current is { State: SubscriberState.Active or SubscriberState.Paused }
                ? new SubscriberChange(
                    current with
                    {
                        State = SubscriberState.Paused,
                        Progress = rest(current, current.Progress),
                    }
                )
                : null;
    }
}
