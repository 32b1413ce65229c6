using EmailCourse.Telemetry;

namespace EmailCourse.Subscribers;

/// <summary>Changes how a subscriber is greeted.</summary>
internal sealed class ChangeFirstName(SubscriberStore subscribers)
{
    public async Task HandleAsync(SubscriberId id, FirstName wanted)
    {
        using var trace = CourseTraces.Act("change first name");
        await subscribers.UpdateAsync(id, current => Decide(current, wanted), CancellationToken.None);
    }

    private static SubscriberChange? Decide(Subscriber? current, FirstName wanted) =>
        current is null or { State: SubscriberState.Moved } || current.Recipient.FirstName == wanted
            ? null
            : new SubscriberChange(current with { Recipient = current.Recipient with { FirstName = wanted } });
}
