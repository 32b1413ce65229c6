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
    public async Task HandleAsync(SubscriberId id, EmailAddress address)
    {
        using var trace = CourseTraces.Act("change address");
        if (await subscribers.FindAsync(id, CancellationToken.None) is { IsSubscribed: true })
        {
            var typed = new Recipient(ids.Of(address), address, FirstName.None, DailySchedule.None);
            await mails.PlanAsync(typed.Id, address, (current, askAt, now) => Decide(current, typed, id, askAt, now));
        }
    }

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
