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
    Suppress suppress,
    DeliveryTrigger trigger,
    IClock clock
)
{
    // Somebody who presses twice needs no second mail.
    private static readonly Duration MinimumInterval = Duration.FromHours(1);

    /// <param name="decide">
    /// Gives the change, or <see langword="null"/>, from the subscriber as they are, when a mail may ask them, if one may, and
    /// now. Must be pure.
    /// </param>
    public async Task PlanAsync(
        SubscriberId id,
        EmailAddress address,
        Func<Subscriber?, Instant?, Instant, SubscriberChange?> decide
    )
    {
        var mailbox = ids.MailboxOf(address);
        if (await ration.IsClosedAsync(mailbox))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        Instant? askAt = await MayAskAsync(id, mailbox, now) ? await pacer.ReserveAsync(address) : null;
        if (await subscribers.UpdateAsync(id, current => decide(current, askAt, now), CancellationToken.None) is null)
        {
            return;
        }

        // Suppress reads again likewise: whichever of the two comes second sees the first.
        if (await subscribers.FindTombstoneAsync(id, CancellationToken.None) is { } tombstone)
        {
            await suppress.HandleAsync(id, tombstone.Reason, CancellationToken.None);
        }

        await trigger.TriggerAsync(id.Shard, CancellationToken.None);
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

    private async Task<bool> MayAskAsync(SubscriberId id, MailboxId mailbox, Instant now) =>
        await subscribers.FindAsync(id, CancellationToken.None) switch
        {
            null => await subscribers.FindTombstoneAsync(id, CancellationToken.None) is null
                && await ration.TryTakeAsync(mailbox, id),
            // Whoever stopped again instead of confirming is not asked at once, although the sign-up looks like one that failed.
            { State: SubscriberState.Unsubscribed } current => !(now - current.LastSignUpMailAt < MailboxRation.Period)
                && await ration.TryTakeAsync(mailbox, id),
            { } current => IsLost(current, now),
        };
}
