namespace EmailCourse.Subscribers;

/// <summary>An address, and what is stored under its ids.</summary>
/// <param name="Subscriber"><see langword="null"/> if nothing personal is stored.</param>
/// <param name="Tombstone">Why the address is never mailed again; <see langword="null"/> if it may be.</param>
/// <param name="Forwarding">Where the course went; <see langword="null"/> if it never moved.</param>
/// <param name="IsMailboxClosed">Whether the mailbox, in any spelling, refused all unsolicited mail.</param>
internal sealed record KnownAddress(
    EmailAddress Address,
    SubscriberId Id,
    MailboxId Mailbox,
    Subscriber? Subscriber,
    Tombstone? Tombstone,
    Forwarding? Forwarding,
    bool IsMailboxClosed
)
{
    /// <summary>Whether nothing but where a course went is stored.</summary>
    public bool IsUnknown => Subscriber is null && Tombstone is null && !IsMailboxClosed;
}

/// <summary>Finds what is stored of an address, in whatever case it is typed.</summary>
internal sealed class AddressLookup(SubscriberStore subscribers, MailboxRation ration, SubscriberIdFactory ids)
{
    public async Task<KnownAddress> FindAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var (id, mailbox) = (ids.Of(address), ids.MailboxOf(address));
        var stored = await subscribers.ReadAsync(id, cancellationToken);
        return new(
            address,
            id,
            mailbox,
            stored as Subscriber,
            stored as Tombstone,
            await subscribers.FindForwardingAsync(id, cancellationToken),
            await ration.IsClosedAsync(mailbox)
        );
    }
}
