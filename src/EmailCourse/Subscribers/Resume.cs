using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Ends a pause: the next lesson is due at the subscriber's next hour.</summary>
internal sealed class Resume(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("resume");
        await subscribers.UpdateAsync(id, current => Decide(current, clock.GetCurrentInstant()), CancellationToken.None);
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now)
    {
        if (current is not { State: SubscriberState.Paused })
        {
            return null;
        }

        return new SubscriberChange(
            current with
            {
                State = plan.HasLessonFor(current.Progress) ? SubscriberState.Active : SubscriberState.Completed,
                Progress = plan.Replan(current.Progress, current.NextHour(now)),
            }
        );
    }
}
