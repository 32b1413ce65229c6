using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Keeps a mailbox from ever being written to again, at its owner's wish, whoever types its address into the form; and takes that
/// back, at their wish too. What was stored of the subscriber is erased.
/// </summary>
internal sealed class Refuse(SubscriberStore subscribers, MailboxRation ration, SubscriberIdFactory ids, IClock clock)
{
    public async Task HandleAsync(SubscriberId id, MailboxId mailbox)
    {
        using var trace = CourseTraces.Act("refuse");
        var holder = await ration.CloseAsync(mailbox, id);
        var tombstone = new Tombstone(SuppressionReason.Refused, clock.GetCurrentInstant());
        await subscribers.UpdateAsync(id, current => Decide(current, tombstone), CancellationToken.None);
        if (holder is { } other && other != id)
        {
            // The same mailbox under another spelling of its address.
            await DropSignUpAsync(other);
        }
    }

    /// <summary>
    /// Ends the sign-up of a mail that asks to confirm, if its mailbox is closed: one that came in the moment of the refusal may
    /// have got past it.
    /// </summary>
    /// <returns>Whether the mail must not be sent.</returns>
    public async Task<bool> DropIfRefusedAsync(DueRow due)
    {
        if (!await ration.IsClosedAsync(ids.MailboxOf(due.Recipient.Email)))
        {
            return false;
        }

        await DropSignUpAsync(due.Id);
        return true;
    }

    public Task<bool> IsRefusedAsync(MailboxId mailbox) => ration.IsClosedAsync(mailbox);

    /// <summary>Takes back a refusal, for every spelling of the address that it closed.</summary>
    /// <returns>Whether the address may be written to; not if it is suppressed for another reason.</returns>
    public async Task<bool> LiftAsync(SubscriberId id, MailboxId mailbox)
    {
        using var trace = CourseTraces.Act("lift refusal");
        foreach (var each in (await ration.ReadAsync(mailbox)).ClosedFor.Prepend(id).Distinct())
        {
            await subscribers.LiftAsync(each, SuppressionReason.Refused, CancellationToken.None);
        }

        await ration.OpenAsync(mailbox);
        return await subscribers.FindTombstoneAsync(id, CancellationToken.None) is null;
    }

    private Task<SubscriberChange?> DropSignUpAsync(SubscriberId id)
    {
        var tombstone = new Tombstone(SuppressionReason.Refused, clock.GetCurrentInstant());
        return subscribers.UpdateAsync(
            id,
            current => current?.State == SubscriberState.Pending ? Decide(current, tombstone) : null,
            CancellationToken.None
        );
    }

    private static SubscriberChange Decide(Subscriber? current, Tombstone tombstone) =>
        SubscriberChange.Bury(current, tombstone, CounterNames.Unsubscribed);
}
