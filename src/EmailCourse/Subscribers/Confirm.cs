using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>What somebody said by pressing the button of a confirm mail.</summary>
/// <param name="Details">As they were typed into the form that led to the mail, or corrected beside the button.</param>
/// <param name="IsFromTomorrow">Whether the first lesson waits for the chosen hour of the next day.</param>
internal sealed record Confirmation(SubscriberId Id, SignUpDetails Details, bool IsFromTomorrow, Consent Consent);

/// <summary>The outcome of a confirmation.</summary>
internal enum ConfirmOutcome
{
    /// <summary>The subscriber is active.</summary>
    Confirmed,

    /// <summary>The subscriber is active since an earlier press, which counts.</summary>
    ConfirmedBefore,

    /// <summary>The subscriber has stopped since; a new sign-up is needed.</summary>
    Stopped,

    /// <summary>Nothing is known of the address any more.</summary>
    Unknown,
}

/// <param name="Subscriber">As they are after it; <see langword="null"/> unless they are subscribed.</param>
internal sealed record ConfirmResult(ConfirmOutcome Outcome, Subscriber? Subscriber = null);

/// <summary>Confirms a sign-up: the first lesson is due now or tomorrow, as the subscriber chose.</summary>
internal sealed class Confirm(
    SubscriberStore subscribers,
    MailboxRation ration,
    SubscriberIdFactory ids,
    MailPlan plan,
    DeliveryTrigger trigger,
    IClock clock
)
{
    public async Task<ConfirmResult> HandleAsync(Confirmation confirmation)
    {
        using var trace = CourseTraces.Act("confirm");
        var id = confirmation.Id;
        var now = clock.GetCurrentInstant();
        var change = await subscribers.UpdateAsync(id, current => Decide(current, confirmation, now), CancellationToken.None);
        var subscriber = change?.After ?? await subscribers.FindAsync(id, CancellationToken.None);
        if (subscriber is null or { State: SubscriberState.Unsubscribed or SubscriberState.Moved })
        {
            return new(subscriber?.State == SubscriberState.Unsubscribed ? ConfirmOutcome.Stopped : ConfirmOutcome.Unknown);
        }

        // Also after an earlier press, which may have failed here.
        await ration.ReturnAsync(ids.MailboxOf(subscriber.Recipient.Email), id);
        if (change is null)
        {
            return new(ConfirmOutcome.ConfirmedBefore, subscriber);
        }

        await trigger.TriggerAsync(id.Shard, CancellationToken.None);
        return new(ConfirmOutcome.Confirmed, subscriber);
    }

    private SubscriberChange? Decide(Subscriber? current, Confirmation confirmation, Instant now)
    {
        if (current is not { State: SubscriberState.Pending })
        {
            return null;
        }

        var after = current with { Recipient = current.Recipient.With(confirmation.Details) };
        // Whoever had every lesson and comes back begins anew.
        var progress = plan.HasLessonFor(current.Progress) ? current.Progress : current.Progress.ReturnAll();
        return new SubscriberChange(
            after with
            {
                State = SubscriberState.Active,
                Progress = plan.LessonAt(progress, FirstLessonAt(after, confirmation.IsFromTomorrow, now)),
                PreviousState = null,
                Unconfirmed = null,
                MovesFrom = null,
                Consent = confirmation.Consent,
                ConfirmedAt = current.ConfirmedAt ?? now,
                LastSignUpMailAt = null,
                Stop = null,
            }
        )
        {
            Counts = [CounterNames.Confirmed],
        };
    }

    private static Instant FirstLessonAt(Subscriber subscriber, bool isFromTomorrow, Instant now)
    {
        var restedAt = subscriber.LastLessonAt is { } last ? last + DailySchedule.MinimumGap : now;

        // However slow the pace of somebody who comes back, this lesson is for now or for tomorrow.
        var daily = subscriber.Recipient.Schedule.WithoutPace();
        return isFromTomorrow ? daily.NextDay(now, Instant.Max(now, restedAt) - DailySchedule.MinimumGap)
            : restedAt <= now ? now
            // They stopped and came back within hours of a lesson.
            : daily.NextHour(restedAt);
    }
}
