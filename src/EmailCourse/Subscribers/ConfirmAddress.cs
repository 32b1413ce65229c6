using EmailCourse.Course;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>The outcome of confirming an address that a subscriber wants to move to.</summary>
internal enum ConfirmAddressOutcome
{
    /// <summary>The course moves, or has moved by an earlier press.</summary>
    Confirmed,

    /// <summary>There is no course any more that could move, or the address has taken one of its own since.</summary>
    NothingToMove,
}

/// <summary>
/// Confirms the address that a subscriber wants to move to. The course moves in the next run of its shard in which no mail of
/// theirs is on its way.
/// </summary>
internal sealed class ConfirmAddress(
    SubscriberStore subscribers,
    MailboxRation ration,
    SubscriberIdFactory ids,
    DeliveryTrigger trigger,
    IClock clock
)
{
    /// <param name="id">The new address.</param>
    public async Task<ConfirmAddressOutcome> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("confirm address");
        var now = clock.GetCurrentInstant();
        if (await subscribers.FindAsync(id, CancellationToken.None) is not { } subscriber)
        {
            return ConfirmAddressOutcome.NothingToMove;
        }

        if (!IsThere(subscriber) && !await LeaveAsync(subscriber, now))
        {
            return ConfirmAddressOutcome.NothingToMove;
        }

        // Also after an earlier press, which may have failed here.
        await ration.ReturnAsync(ids.MailboxOf(subscriber.Recipient.Email), id);
        return ConfirmAddressOutcome.Confirmed;
    }

    private static bool IsThere(Subscriber subscriber) =>
        subscriber is { MovedFrom: not null } and ({ IsSubscribed: true } or { State: SubscriberState.Arriving });

    private async Task<bool> LeaveAsync(Subscriber there, Instant now)
    {
        if (there is not { State: SubscriberState.Pending, MovesFrom: { } from })
        {
            return false;
        }

        var address = there.Recipient.Email;
        await subscribers.UpdateAsync(from, current => Leave(current, there.Id, address, now), CancellationToken.None);
        if (await subscribers.FindAsync(from, CancellationToken.None) is { MovesTo: { } to } && ids.Of(to) == there.Id)
        {
            await subscribers.UpdateAsync(there.Id, current => Wait(current, now), CancellationToken.None);
            await trigger.TriggerAsync(from.Shard, CancellationToken.None);
            return true;
        }

        // A run may have been so fast as to move it already.
        return await subscribers.FindAsync(there.Id, CancellationToken.None) is { } after && IsThere(after);
    }

    // The move may have to wait for the outcome of a call, and is not to expire meanwhile.
    private static SubscriberChange? Wait(Subscriber? current, Instant now) =>
        current is { State: SubscriberState.Pending, MovesFrom: not null }
            ? new(current with { Progress = current.Progress.Awaiting(MailKey.Expire, now + MailPlan.PendingFor) })
            : null;

    // Whoever was asked before another address was may have been asked by a slip of the finger.
    private static SubscriberChange? Leave(Subscriber? current, SubscriberId id, EmailAddress to, Instant now) =>
        current is { IsSubscribed: true } && current.AskedTo == id && current.MovesTo != to
            ? new(current with { MovesTo = to, Progress = current.Progress.AwaitingFirst(MailKey.Move, now) })
            : null;
}
