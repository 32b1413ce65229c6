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
        var now = clock.GetCurrentInstant();
        await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None);
    }

    private static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current switch
        {
            null or { State: SubscriberState.Unsubscribed } => null,
            // Nothing was ever theirs.
            { State: SubscriberState.Pending, PreviousState: null } => SubscriberChange.Bury(
                current,
                new Tombstone(SuppressionReason.Refused, now),
                CounterNames.Unsubscribed
            ),
            _ => new SubscriberChange(
                current with
                {
                    State = SubscriberState.Unsubscribed,
                    PreviousState = null,
                    Stop = current.IsSubscribed ? new Stop(now, current.State, current.Progress.NextLessonAt) : current.Stop,
                    Unconfirmed = null,
                    // A notice that came before does not keep them from coming back.
                    LastSignUpMailAt = current.IsSubscribed ? null : current.LastSignUpMailAt,
                    Progress = current.Progress.Ended(),
                }
            )
            {
                Counts = [CounterNames.Unsubscribed],
            },
        };
}
