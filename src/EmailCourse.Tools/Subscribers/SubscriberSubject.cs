using EmailCourse.Subscribers;

namespace EmailCourse.Tools.Subscribers;

/// <summary>The person a command is about: an address, and what is stored under its id.</summary>
/// <param name="Subscriber"><see langword="null"/> if nothing personal is stored.</param>
/// <param name="Tombstone">Why the address is never mailed again; <see langword="null"/> if it may be.</param>
/// <param name="Forwarding">Where the course went; <see langword="null"/> if it never moved.</param>
/// <param name="IsMailboxClosed">Whether the mailbox, in any spelling, refused all unsolicited mail.</param>
/// <param name="Ids">Knows the id of every address.</param>
/// <param name="Store">Reads and writes subscribers.</param>
internal sealed record SubscriberSubject(
    EmailAddress Address,
    SubscriberId Id,
    Subscriber? Subscriber,
    Tombstone? Tombstone,
    Forwarding? Forwarding,
    bool IsMailboxClosed,
    SubscriberIdFactory Ids,
    SubscriberStore Store
)
{
    public static async Task<SubscriberSubject> ReadAsync(
        EmailAddress address,
        SubscriberIdFactory ids,
        SubscriberStore store,
        MailboxRation ration
    )
    {
        var id = ids.Of(address);
        return new(
            address,
            id,
            await store.FindAsync(id, CancellationToken.None),
            await store.FindTombstoneAsync(id, CancellationToken.None),
            await store.FindForwardingAsync(id, CancellationToken.None),
            await ration.IsClosedAsync(ids.MailboxOf(address)),
            ids,
            store
        );
    }

    /// <summary>Says what is stored, one sentence a line.</summary>
    public IEnumerable<string> Describe()
    {
        yield return $"{Address.Value} has the id {Id}, in partition {Id.Shard}.";
        if (Subscriber is { } subscriber)
        {
            var schedule = subscriber.Recipient.Schedule;
            yield return $"{subscriber.State}, signed up {subscriber.SignedUpAt}, "
                + $"{subscriber.Progress.Received.Length} lessons received, at {schedule.Hour:00}:00 in {schedule.Zone.Id}.";
            yield return subscriber.Progress.Due is { } due ? $"Next: {due.Mail} at {due.At}." : "Nothing is due.";
        }
        else
        {
            yield return "No subscriber: nothing personal is stored.";
        }

        if (Tombstone is { } tombstone)
        {
            yield return $"Never mailed again: {tombstone.Reason}, since {tombstone.At}.";
        }

        if (Forwarding is { } forwarding)
        {
            yield return $"A course moved from here to the address with the id {forwarding.To}, on {forwarding.At}.";
        }

        if (IsMailboxClosed)
        {
            yield return "The mailbox refused every mail it did not ask for, in whatever spelling of its address.";
        }
    }
}
