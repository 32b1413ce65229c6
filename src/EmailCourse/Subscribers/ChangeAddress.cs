using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Asks the owner of another address whether a subscriber's course may come to it. Until they say so nothing changes, and of the
/// subscriber nothing stands there. Whatever is known of the other address, the caller learns nothing.
/// </summary>
internal sealed class ChangeAddress(SubscriberStore subscribers, ConfirmMailPlanner mails, SubscriberIdFactory ids)
{
    /// <param name="address">Another address than the subscriber's own.</param>
    /// <param name="places">As they were read before the form was let through.</param>
    public async Task HandleAsync(SubscriberId id, EmailAddress address, ConfirmMailPlaces places)
    {
        using var trace = CourseTraces.Act("change address");
        var typed = new Recipient(ids.Of(address), address, FirstName.None, DailySchedule.None);
        if (await subscribers.UpdateAsync(id, current => Remember(current, typed.Id), CancellationToken.None) is not null)
        {
            await mails.PlanAsync(typed.Id, address, places, (current, askAt, now) => Decide(current, typed, id, askAt, now));
        }
    }

    /// <summary>
    /// Ends the question of a mail that asks another address, if the course has stopped or another one was asked since.
    /// </summary>
    /// <returns>Whether the mail must not be sent.</returns>
    public async Task<bool> DropIfWithdrawnAsync(DueRow due)
    {
        if (due.Mail != MailKey.ConfirmAddress)
        {
            return false;
        }

        var asked = await subscribers.FindAsync(due.Id, CancellationToken.None);
        if (
            asked?.MovesFrom is { } from
            && await subscribers.FindAsync(from, CancellationToken.None) is { IsSubscribed: true } asking
            && asking.AskedTo == due.Id
        )
        {
            return false;
        }

        await subscribers.UpdateAsync(due.Id, current => Expire.Drop(current, MailKey.ConfirmAddress), CancellationToken.None);
        return true;
    }

    private static SubscriberChange? Remember(Subscriber? current, SubscriberId to) =>
        current is { IsSubscribed: true } ? new(current with { AskedTo = to }) : null;

    private static SubscriberChange? Decide(
        Subscriber? current,
        Recipient typed,
        SubscriberId from,
        Instant? askAt,
        Instant now
    ) =>
        current switch
        {
            { IsSubscribed: true } => SendManageLink.Decide(current, now),
            _ when askAt is not { } => null,
            null => new(Ask(new(typed, SubscriberState.Pending, Progress.None, now), from, askAt.Value, now)),
            { State: SubscriberState.Unsubscribed } => new(
                Ask(current with { PreviousState = current.State, MovedFrom = null }, from, askAt.Value, now)
            ),
            { State: SubscriberState.Pending } when current.MovesFrom == from && ConfirmMailPlanner.IsLost(current, now) => new(
                Ask(current, from, askAt.Value, now)
            ),
            _ => null,
        };

    private static Subscriber Ask(Subscriber current, SubscriberId from, Instant askAt, Instant now) =>
        current with
        {
            State = SubscriberState.Pending,
            MovesFrom = from,
            Progress = current.Progress.Awaiting(MailKey.ConfirmAddress, askAt),
            LastSignUpMailAt = now,
        };
}
