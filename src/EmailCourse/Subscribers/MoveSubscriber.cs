using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Moves a course from one address to another, which no single transaction spans. It is written down at the new address first,
/// where nothing is sent of it yet; then the old address lets go, in one transaction, and only then does it go on at the new
/// one. So whatever is asked for at the old address comes either before that transaction, and counts, or after it. Each address
/// has a due row of its own under <see cref="MailKey.Move"/>, by which another run finishes what a crash left.
/// </summary>
/// <remarks>The caller sees to it that no mail to the subscriber is on its way.</remarks>
internal sealed class MoveSubscriber(
    SubscriberStore subscribers,
    SubscriberIdFactory ids,
    MailPlan plan,
    DeliveryTrigger trigger,
    IClock clock
)
{
    // A run of the other shard is in the midst of it, or crashed there.
    private static readonly Duration Retry = Duration.FromMinutes(5);

    /// <summary>Goes on with the move that is due, of whichever of its two addresses.</summary>
    /// <returns>When something is due there next; <see langword="null"/> if nothing is or nothing was changed.</returns>
    public async Task<Instant?> HandleAsync(SubscriberId id, CancellationToken cancellationToken)
    {
        var current = await subscribers.FindAsync(id, cancellationToken);
        return current switch
        {
            { State: SubscriberState.Arriving, MovedFrom: { } from } => await ArriveAsync(current, from, cancellationToken),
            { IsSubscribed: true, MovesTo: { } to } => await LeaveAsync(current, to, cancellationToken),
            _ => null,
        };
    }

    private async Task<Instant?> LeaveAsync(Subscriber current, EmailAddress to, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var target = ids.Of(to);
        var there = await subscribers.ReadAsync(target, cancellationToken);
        if (Unable(current, there, now) is { } instead)
        {
            return await TrySaveAsync(current, instead, also: null, cancellationToken) ? instead.After?.Progress.Due?.At : now;
        }

        // Left by an earlier move, after which the course came back: it must not be taken for this one.
        if (await subscribers.FindForwardingAsync(current.Id, cancellationToken) is { } stale)
        {
            void Forget(Transaction transaction) => transaction.Delete(Forwarding.Key(current.Id), stale.Version);
            await TrySaveAsync(current, new SubscriberChange(current), Forget, cancellationToken);
            return now;
        }

        // A run that was frozen, and whose lease another has taken, must not write down what was true then.
        if ((await subscribers.FindAsync(current.Id, cancellationToken))?.Version != current.Version)
        {
            return now;
        }

        var arriving = Arriving(current, current.Recipient with { Id = target, Email = to }, now);
        var change = await subscribers.UpdateAsync(
            target,
            found => MayTake(found, current.Id) ? new(arriving with { LastBatch = found?.LastBatch ?? "" }) : null,
            cancellationToken
        );
        if (change is null)
        {
            return now;
        }

        void Forward(Transaction transaction) => transaction.Put(new Forwarding(target, now).ToRow(current.Id));
        if (await TrySaveAsync(current, new SubscriberChange(Farewell(current, now)), Forward, cancellationToken))
        {
            await HandleAsync(target, cancellationToken);
        }

        await trigger.TriggerAsync(target.Shard, cancellationToken);
        return now;
    }

    private async Task<Instant?> ArriveAsync(Subscriber arriving, SubscriberId from, CancellationToken cancellationToken)
    {
        // In this order: an address that has let go never takes the course back.
        var left = await subscribers.FindAsync(from, cancellationToken);
        var isAwaited = left?.MovesTo is { } to && ids.Of(to) == arriving.Id;
        var hasLeft =
            !isAwaited
            && await subscribers.FindForwardingAsync(from, cancellationToken) is { } forwarding
            && forwarding.To == arriving.Id;
        var now = clock.GetCurrentInstant();
        var change = await subscribers.UpdateAsync(
            arriving.Id,
            found =>
                found is not { State: SubscriberState.Arriving } || found.MovedFrom != from ? null
                : isAwaited
                    ? new(found with { Progress = found.Progress with { Due = new ScheduledMail(now + Retry, MailKey.Move) } })
                : new(hasLeft ? Arrived(found, now) : null),
            cancellationToken
        );
        return change?.After?.Progress.Due?.At;
    }

    // Somebody else's change of the same moment is seen in the next run.
    private Task<bool> TrySaveAsync(
        Subscriber before,
        SubscriberChange change,
        Action<Transaction>? also,
        CancellationToken cancellationToken
    ) => subscribers.TrySaveAsync(before.Id, before, change, attempt: 0, also, cancellationToken);

    private SubscriberChange? Unable(Subscriber current, StoredAddress? there, Instant now) =>
        there switch
        {
            Tombstone { Reason: SuppressionReason.Erased or SuppressionReason.Refused or SuppressionReason.Complained } =>
                new SubscriberChange(After: null) { Counts = [CounterNames.Unsubscribed] },
            Tombstone => new(Kept(current, now)),
            _ when MayTake(there as Subscriber, current.Id) => null,
            Subscriber { State: SubscriberState.Unsubscribed } => Unsubscribe.Decide(current, now),
            _ => new(Kept(current, now)),
        };

    // Somebody who stopped at the new address since then means this course too, and is no longer awaited there.
    private static bool MayTake(Subscriber? there, SubscriberId from) =>
        there switch
        {
            null or { State: SubscriberState.Pending } => true,
            { State: SubscriberState.Unsubscribed } => there.MovesFrom == from,
            { State: SubscriberState.Arriving } => there.MovedFrom == from,
            _ => false,
        };

    // The course stays where it is.
    private Subscriber Kept(Subscriber current, Instant now) => Going(current with { AskedTo = null, MovesTo = null }, now);

    private static Subscriber Arriving(Subscriber current, Recipient recipient, Instant now) =>
        current with
        {
            Recipient = recipient,
            State = SubscriberState.Arriving,
            PreviousState = current.State,
            Progress = current.Progress with { Due = new ScheduledMail(now, MailKey.Move) },
            LastSignUpMailAt = null,
            AskedTo = null,
            MovesTo = null,
            MovesFrom = null,
            MovedFrom = current.Id,
        };

    private Subscriber Arrived(Subscriber arriving, Instant now) =>
        Going(arriving with { State = arriving.PreviousState ?? SubscriberState.Active, PreviousState = null }, now);

    private Subscriber Going(Subscriber subscriber, Instant now)
    {
        // Lessons that were added while the course was on its way, where nobody who has completed it was looked for.
        if (subscriber.State == SubscriberState.Completed && plan.HasLessonFor(subscriber.Progress))
        {
            return subscriber with
            {
                State = SubscriberState.Active,
                Progress = plan.LessonAt(subscriber.Progress, subscriber.NextHour(now)),
            };
        }

        var progress = plan.AfterExtra(subscriber.Progress);
        var completes = subscriber.State == SubscriberState.Active && progress.Due is null;
        return subscriber with { Progress = progress, State = completes ? SubscriberState.Completed : subscriber.State };
    }

    // Nothing but the address, which is told.
    private static Subscriber Farewell(Subscriber current, Instant now) =>
        new(
            current.Recipient with
            {
                FirstName = FirstName.None,
                Schedule = DailySchedule.None,
            },
            SubscriberState.Moved,
            Progress.None.Awaiting(MailKey.AddressChanged, now),
            current.SignedUpAt
        )
        {
            LastBatch = current.LastBatch,
        };
}
