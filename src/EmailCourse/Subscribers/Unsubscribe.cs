using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Stops all mail to a subscriber, before it returns, also by a link that went to an address they have left. May be repeated.
/// </summary>
internal sealed class Unsubscribe(SubscriberStore subscribers, IClock clock)
{
    // So often may a course have moved since the link was sent.
    private const int MaxMoves = 10;

    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("unsubscribe");
        var now = clock.GetCurrentInstant();
        SubscriberId? from = null;
        for (var moves = 0; moves <= MaxMoves; moves++)
        {
            var change = await subscribers.UpdateAsync(
                id,
                current => from is null || current?.MovedFrom == from ? Decide(current, now) : null,
                CancellationToken.None
            );
            if (
                change?.After is not null
                || await subscribers.FindForwardingAsync(id, CancellationToken.None) is not { } forwarding
            )
            {
                return;
            }

            (from, id) = (id, forwarding.To);
        }
    }

    /// <summary>What becomes of a subscriber who stops.</summary>
    public static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current switch
        {
            null or { State: SubscriberState.Unsubscribed } => null,
            // The course is elsewhere, and stops there.
            { State: SubscriberState.Moved } => new SubscriberChange(After: null),
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
                    Stop = StopOf(current, now),
                    Unconfirmed = null,
                    MovesTo = null,
                    MovesFrom = null,
                    // A notice that came before does not keep them from coming back.
                    LastSignUpMailAt = current.IsSubscribed ? null : current.LastSignUpMailAt,
                    Progress = current.Progress.Ended(),
                }
            )
            {
                Counts = [CounterNames.Unsubscribed],
            },
        };

    private static Stop? StopOf(Subscriber current, Instant now) =>
        current is { State: SubscriberState.Arriving, PreviousState: { } state }
            ? new Stop(now, state, current.Progress.NextLessonAt)
        : current.IsSubscribed ? new Stop(now, current.State, current.Progress.NextLessonAt)
        : current.Stop;
}
