using EmailCourse.Course;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Lets what somebody typed into a form lead to a mail that asks its address to confirm, and to no more of them than a mailbox
/// may get: two in 30 days, none if it is closed. Whatever is known of the address, the caller learns nothing.
/// </summary>
internal sealed class ConfirmMailPlanner(
    SubscriberStore subscribers,
    MailboxRation ration,
    ConfirmMailPacer pacer,
    SubscriberIdFactory ids,
    DeliveryTrigger trigger,
    IClock clock
)
{
    // Somebody who presses twice needs no second mail.
    private static readonly Duration MinimumInterval = Duration.FromHours(1);

    /// <param name="places">As they were read before the form was let through.</param>
    /// <param name="decide">
    /// Gives the change, or <see langword="null"/>, from the subscriber as they are, when a mail may ask them, if one may, and
    /// now. Must be pure.
    /// </param>
    public async Task PlanAsync(
        SubscriberId id,
        EmailAddress address,
        ConfirmMailPlaces places,
        Func<Subscriber?, Instant?, Instant, SubscriberChange?> decide
    )
    {
        var mailbox = await ration.ReadAsync(ids.MailboxOf(address));
        if (mailbox.IsClosed)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var stored = await subscribers.ReadAsync(id, CancellationToken.None);
        Instant? askAt = await MayAskAsync(id, stored, mailbox, now) ? await pacer.ReserveAsync(places) : null;
        var change = await subscribers.UpdateAsync(id, stored, current => decide(current, askAt, now), CancellationToken.None);
        if (change is not null)
        {
            await trigger.TriggerAsync(id.Shard, CancellationToken.None);
        }
    }

    /// <summary>
    /// Whether somebody who fills in the form again seems never to have had the first mail, and may have a second one: where that
    /// is the reminder, it is still to come; a change of address has no reminder, and a day instead.
    /// </summary>
    public static bool IsLost(Subscriber current, Instant now) =>
        current is { State: SubscriberState.Pending, Progress.Due: { } due }
        && (due.Mail == MailKey.Reminder ? due.At > now : due.Mail == MailKey.Expire && WasAskedOnce(current, now))
        && now - current.LastSignUpMailAt >= MinimumInterval;

    private static bool WasAskedOnce(Subscriber current, Instant now) =>
        current is { MovesFrom: not null, PreviousState: null }
        && current.LastSignUpMailAt == current.SignedUpAt
        && now - current.LastSignUpMailAt < MailPlan.ReminderAfter;

    private async Task<bool> MayAskAsync(SubscriberId id, StoredAddress? stored, MailboxRow mailbox, Instant now) =>
        stored switch
        {
            null => await ration.TryTakeAsync(mailbox, id),
            // Whoever stopped again instead of confirming is not asked at once, although the sign-up looks like one that failed.
            Subscriber { State: SubscriberState.Unsubscribed } current => !(now - current.LastSignUpMailAt < MailboxRow.Period)
                && await ration.TryTakeAsync(mailbox, id),
            Subscriber current => IsLost(current, now),
            _ => false,
        };
}
