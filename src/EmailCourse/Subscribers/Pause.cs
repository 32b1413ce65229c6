using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A person asks for quiet, for a while or until they come back.</summary>
internal sealed class Pause(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <summary>Until resumed.</summary>
    public Task HandleAsync(SubscriberId id) =>
        subscribers.UpdateAsync(id, current => Quiet(current, progress => progress.Ended()), CancellationToken.None);

    /// <summary>For so many local days; the lesson of the day after comes at the usual hour.</summary>
    public Task HandleAsync(SubscriberId id, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var end = clock.GetCurrentInstant() + Duration.FromDays(days);
        return subscribers.UpdateAsync(
            id, current => Quiet(current, progress => plan.LessonAt(progress, current!.Recipient.Clock.NextHour(end))), CancellationToken.None);
    }

    private static SubscriberChange? Quiet(Subscriber? current, Func<Progress, Progress> rest) =>
        current is { State: SubscriberState.Active or SubscriberState.Paused }
            ? new SubscriberChange(current with { State = SubscriberState.Paused, Progress = rest(current.Progress) })
            : null;
}
