using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Stops all mail to a subscriber, before it returns, also by a link that went to an address they have left. May be repeated.
/// </summary>
internal sealed class Unsubscribe(SubscriberStore subscribers, IClock clock)
{
    public async Task HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("unsubscribe");
        var now = clock.GetCurrentInstant();
        SubscriberId? from = null;
        for (var visited = new HashSet<SubscriberId>(); visited.Add(id); )
        {
            var change = await subscribers.UpdateAsync(
                id,
                current => from is null || current?.MovedFrom == from ? Decide(current, now) : null,
                CancellationToken.None
            );
            if (change?.After is not null || await NextAsync(id, from) is not { } next)
            {
                return;
            }

            (from, id) = (id, next);
        }
    }

    // Where the course went that the link is about. Whoever has one here that has stopped already means that one.
    private async Task<SubscriberId?> NextAsync(SubscriberId id, SubscriberId? from)
    {
        var here = await subscribers.FindAsync(id, CancellationToken.None);
        var isOfLink = here is not null && here.State != SubscriberState.Moved && (from is null || here.MovedFrom == from);
        return isOfLink ? null : (await subscribers.FindForwardingAsync(id, CancellationToken.None))?.To;
    }

    /// <summary>What becomes of a subscriber who stops.</summary>
    public static SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current switch
        {
            // The course of an address that has moved stops elsewhere. That it has moved is told all the same: whoever reads that
            // inbox must not be able to keep it from its owner.
            null or { State: SubscriberState.Unsubscribed or SubscriberState.Moved } => null,
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
                    AskedTo = null,
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
        current.IsSubscribed || current.State == SubscriberState.Arriving
            ? new Stop(now, current.PreviousState ?? current.State, current.Progress.NextLessonAt)
            : current.Stop;
}
