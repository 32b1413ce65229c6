using EmailCourse.Subscribers;

namespace EmailCourse.Tools.Subscribers;

/// <summary>The person a command is about: an address, and what is stored of it.</summary>
/// <param name="Ids">Knows the id of every address.</param>
/// <param name="Store">Reads and writes subscribers.</param>
internal sealed record SubscriberSubject(KnownAddress Known, SubscriberIdFactory Ids, SubscriberStore Store)
{
    /// <summary><see langword="null"/> if nothing personal is stored.</summary>
    public Subscriber? Subscriber => Known.Subscriber;

    /// <summary>Says what is stored, one sentence a line.</summary>
    public IEnumerable<string> Describe()
    {
        yield return $"{Known.Address.Value} has the id {Known.Id}, in partition {Known.Id.Shard}.";
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

        if (Known.Tombstone is { } tombstone)
        {
            yield return $"Never mailed again: {tombstone.Reason}, since {tombstone.At}.";
        }

        if (Known.Forwarding is { } forwarding)
        {
            yield return $"A course moved from here to the address with the id {forwarding.To}, on {forwarding.At}.";
        }

        if (Known.IsMailboxClosed)
        {
            yield return "The mailbox refused every mail it did not ask for, in whatever spelling of its address.";
        }
    }
}
