using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Stops all mail to a subscriber, before it returns. May be repeated.</summary>
internal sealed class Unsubscribe(SubscriberStore subscribers, IClock clock)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("unsubscribe");
        await subscribers.UpdateAsync(id, current => Decide(current, clock.GetCurrentInstant()), CancellationToken.None);
    }

    private static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is null or { State: SubscriberState.Unsubscribed }
            ? null
            : new SubscriberChange(
                current with
                {
                    State = SubscriberState.Unsubscribed,
                    PreviousState = current.IsSubscribed ? current.State : null,
                    StoppedAt = now,
                    Progress = current.Progress.Ended(),
                }
            )
            {
                Counts = [CounterNames.Unsubscribed],
            };
}
