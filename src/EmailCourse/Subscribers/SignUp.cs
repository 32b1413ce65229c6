using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Signs up an address. Whatever is known of it, the caller learns nothing, and nothing of a subscriber changes: whoever filled
/// in the form has not shown that the address is theirs. At most two mails in 30 days ask to confirm, and one notice a week goes
/// to who is subscribed already.
/// </summary>
internal sealed class SignUp(
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

    /// <param name="typed">The address and what was typed beside it.</param>
    public async Task HandleAsync(Recipient typed)
    {
        using var trace = CourseTraces.Act("sign up");
        var id = typed.Id;
        var mailbox = ids.MailboxOf(typed.Email);
        if (await ration.IsClosedAsync(mailbox))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        Instant? askAt = await MayAskAsync(id, mailbox, now) ? await pacer.ReserveAsync(typed.Email) : null;
        if (await subscribers.UpdateAsync(id, current => Decide(current, typed, askAt, now), CancellationToken.None) is null)
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

    // The reminder is still to come: somebody who fills in the form again seems never to have had the first mail.
    private static bool IsLost(Subscriber current, Instant now) =>
        current is { State: SubscriberState.Pending, Progress.Due: { } due }
        && due.Mail == MailKey.Reminder
        && due.At > now
        && now - current.LastSignUpMailAt >= MinimumInterval;

    private static SubscriberChange? Decide(Subscriber? current, Recipient typed, Instant? askAt, Instant now) =>
        current switch
        {
            null => askAt is { } at ? new(New(typed, at, now)) { Counts = [CounterNames.SignedUp] } : null,
            { State: SubscriberState.Unsubscribed } => askAt is { } at ? new(AskToConfirm(current, typed, at, now)) : null,
            { State: SubscriberState.Pending } => AskAgain(current, typed, askAt, now),
            _ => SendManageLink.Decide(current, now),
        };

    private static Subscriber New(Recipient typed, Instant askAt, Instant now) =>
        new(typed, SubscriberState.Pending, Progress.None.Awaiting(MailKey.Confirm, askAt), now) { LastSignUpMailAt = now };

    // Somebody who stopped is asked once and not reminded.
    private static Subscriber AskToConfirm(Subscriber current, Recipient typed, Instant askAt, Instant now) =>
        current with
        {
            State = SubscriberState.Pending,
            PreviousState = current.State,
            Unconfirmed = typed.Details,
            Progress = current.Progress.Awaiting(MailKey.Confirm, askAt) with { NoReminder = true },
            LastSignUpMailAt = now,
        };

    // The latest form counts for the mail that is still to come. Where that is the reminder, it comes now, or at its turn, and as
    // what it is: the same question again.
    private static SubscriberChange? AskAgain(Subscriber current, Recipient typed, Instant? askAt, Instant now)
    {
        if (current.Progress.Due is not { Mail.AsksToConfirm: true })
        {
            return null;
        }

        var after = current with { Unconfirmed = typed.Details };
        return new(
            askAt is { } at && IsLost(current, now)
                ? after with
                {
                    Progress = current.Progress.Awaiting(MailKey.Confirm, at) with { NoReminder = true },
                    LastSignUpMailAt = now,
                }
                : after
        );
    }
}
