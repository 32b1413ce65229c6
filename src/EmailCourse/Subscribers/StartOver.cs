using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Begins the course anew: the first lesson is due at the subscriber's next hour. What was received can still be read.
/// </summary>
/// <remarks>A lesson that is on its way counts for the new round, so that it does not come twice in it.</remarks>
internal sealed class StartOver(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("start over");
        await subscribers.UpdateAsync(id, current => Decide(current, clock.GetCurrentInstant()), CancellationToken.None);
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is { IsSubscribed: true } && plan.Lessons.Any(current.Progress.HasPassed)
            ? new SubscriberChange(
                current with
                {
                    State = SubscriberState.Active,
                    Progress = plan.Replan(current.Progress.ReturnAll(), current.NextHour(now)),
                }
            )
            : null;
}
