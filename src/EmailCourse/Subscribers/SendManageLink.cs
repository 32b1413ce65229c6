using EmailCourse.Course;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Sends a subscriber the mail that leads to their own page, once a week at most: whoever asks for it has not shown that the
/// address is theirs. The caller learns nothing.
/// </summary>
internal sealed class SendManageLink(
    SubscriberStore subscribers,
    MailboxRation ration,
    SubscriberIdFactory ids,
    DeliveryTrigger trigger,
    IClock clock
)
{
    private static readonly Duration MinimumInterval = Duration.FromDays(7);

    public async Task HandleAsync(EmailAddress address)
    {
        using var trace = CourseTraces.Act("send manage link");
        var (id, now) = (ids.Of(address), clock.GetCurrentInstant());
        if (await ration.IsClosedAsync(ids.MailboxOf(address)))
        {
            return;
        }

        var change = await subscribers.UpdateAsync(
            id,
            current => current is { IsSubscribed: true } ? Decide(current, now) : null,
            CancellationToken.None
        );
        if (change is not null)
        {
            await trigger.TriggerAsync(id.Shard, CancellationToken.None);
        }
    }

    /// <summary>What becomes of a subscriber who takes the course and is to be told so; not in the midst of a move.</summary>
    public static SubscriberChange? Decide(Subscriber current, Instant now) =>
        now - current.LastSignUpMailAt < MinimumInterval || current.MovesTo is not null
            ? null
            : new(
                current with
                {
                    Progress = current.Progress.AwaitingFirst(MailKey.AlreadySubscribed, now),
                    LastSignUpMailAt = now,
                }
            );
}
