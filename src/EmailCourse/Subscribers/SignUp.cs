using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A valid sign-up.</summary>
internal sealed record SignUpRequest(Recipient Recipient, Consent Consent);

/// <summary>
/// Signs up an address. Whatever is known of it, the caller learns nothing, and at most one mail a day is sent.
/// </summary>
internal sealed class SignUp(SubscriberStore subscribers, Suppress suppress, DeliveryTrigger trigger, IClock clock)
{
    private static readonly Duration MinimumInterval = Duration.FromHours(24);

    public async Task HandleAsync(SignUpRequest request)
    {
        using var trace = CourseTraces.Act("sign up");
        var id = request.Recipient.Id;
        var now = clock.GetCurrentInstant();
        if (await subscribers.UpdateAsync(id, current => Decide(current, request, now), CancellationToken.None) is null)
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

    private static SubscriberChange? Decide(Subscriber? current, SignUpRequest request, Instant now) =>
        current switch
        {
            null => new SubscriberChange(New(request, now)) { Counts = [CounterNames.SignedUp] },
            _ when now - LastSignUpMail(current) < MinimumInterval => Corrected(current, request),
            { State: SubscriberState.Pending } or { State: SubscriberState.Unsubscribed } => new(
                AskToConfirm(current, request, now)
            ),
            _ => new(TellAlreadySubscribed(current, now)),
        };

    // A reminder counts like the mail it repeats.
    private static Instant? LastSignUpMail(Subscriber current) =>
        MailPlan.RemindedAt(current.Progress) ?? current.LastSignUpMailAt;

    private static Subscriber New(SignUpRequest request, Instant now) =>
        new(request.Recipient, SubscriberState.Pending, Progress.None.Awaiting(MailKey.Confirm, now), request.Consent, now)
        {
            LastSignUpMailAt = now,
        };

    private static Subscriber AskToConfirm(Subscriber current, SignUpRequest request, Instant now) =>
        current with
        {
            Recipient = request.Recipient,
            Consent = request.Consent,
            State = SubscriberState.Pending,
            PreviousState = current.State == SubscriberState.Pending ? current.PreviousState : current.State,
            Progress = current.Progress.Awaiting(MailKey.Confirm, now),
            LastSignUpMailAt = now,
        };

    // Not confirmed yet: the latest form counts, so that a corrected hour or zone is not lost.
    private static SubscriberChange? Corrected(Subscriber current, SignUpRequest request) =>
        current.State == SubscriberState.Pending
            ? new(current with { Recipient = request.Recipient, Consent = request.Consent })
            : null;

    // Whoever filled in the form has not shown that the address is theirs: nothing changes but the one mail before the lesson.
    private static Subscriber TellAlreadySubscribed(Subscriber current, Instant now) =>
        current with
        {
            Progress = current.Progress.AwaitingFirst(MailKey.AlreadySubscribed, now),
            LastSignUpMailAt = now,
        };
}
