using EmailCourse.Telemetry;

namespace EmailCourse.Subscribers;

/// <summary>Lets an address be written to again that is suppressed for whatever reason, because its owner asks for it.</summary>
internal sealed class LiftSuppression(SubscriberStore subscribers, Refuse refuse)
{
    /// <returns>Whether the address may be written to.</returns>
    public async Task<bool> HandleAsync(SubscriberId id, MailboxId mailbox)
    {
        using var trace = CourseTraces.Act("lift suppression");
        if (await subscribers.FindTombstoneAsync(id, CancellationToken.None) is { } tombstone)
        {
            await subscribers.LiftAsync(id, tombstone.Reason, CancellationToken.None);
        }

        return await refuse.LiftAsync(id, mailbox);
    }
}
