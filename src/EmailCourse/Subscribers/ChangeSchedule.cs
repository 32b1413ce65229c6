using EmailCourse.Schedule;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Changes the hour, the time zone or the pace of a subscriber.</summary>
internal sealed class ChangeSchedule(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    public async Task HandleAsync(SubscriberId id, DailySchedule wanted)
    {
        using var trace = CourseTraces.Act("change schedule");
        await subscribers.UpdateAsync(id, current => Decide(current, wanted, clock.GetCurrentInstant()), CancellationToken.None);
    }

    private SubscriberChange? Decide(Subscriber? current, DailySchedule wanted, Instant now)
    {
        if (current is null or { State: SubscriberState.Moved } || current.Recipient.Schedule == wanted)
        {
            return null;
        }

        var after = current with { Recipient = current.Recipient with { Schedule = wanted } };
        return new SubscriberChange(after with { Progress = Moved(after, now) });
    }

    // A mail that is due already is sent; only later ones move, and the end of a pause keeps its day.
    private Progress Moved(Subscriber subscriber, Instant now)
    {
        if (subscriber.Progress.NextLessonAt is not { } planned || planned <= now)
        {
            return subscriber.Progress;
        }

        var endsPause = subscriber.State == SubscriberState.Paused;
        return plan.Replan(subscriber.Progress, subscriber.NextHour(endsPause ? planned - Duration.FromMinutes(1) : now));
    }
}
