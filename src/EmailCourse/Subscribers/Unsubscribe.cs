using EmailCourse.Storage;
using EmailCourse.Telemetry;

namespace EmailCourse.Subscribers;

/// <summary>Stops all mail to a subscriber, before it returns. May be repeated.</summary>
internal sealed class Unsubscribe(SubscriberStore subscribers)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("unsubscribe");
        await subscribers.UpdateAsync(id, Decide, CancellationToken.None);
    }

    private static SubscriberChange? Decide(Subscriber? current) =>
        current is null or { State: SubscriberState.Unsubscribed }
            ? null
            : new SubscriberChange(
                current with
                {
                    State = SubscriberState.Unsubscribed,
                    PreviousState = null,
                    Progress = current.Progress.Ended(),
                }
            )
            {
                Counts = [CounterNames.Unsubscribed],
            };
}
