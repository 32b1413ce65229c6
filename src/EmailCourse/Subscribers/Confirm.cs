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
    public async Task<ConfirmOutcome> HandleAsync(Confirmation confirmation)
    {
        using var trace = CourseTraces.Act("confirm");
        var id = confirmation.Id;
        var now = clock.GetCurrentInstant();
        var change = await subscribers.UpdateAsync(id, current => Decide(current, confirmation, now), CancellationToken.None);
        var subscriber = change?.After ?? await subscribers.FindAsync(id, CancellationToken.None);
        if (subscriber is null or { State: SubscriberState.Unsubscribed })
        {
            return subscriber is null ? ConfirmOutcome.Unknown : ConfirmOutcome.Stopped;
        }

        // Also after an earlier press, which may have failed here.
        await ration.ReturnAsync(ids.MailboxOf(subscriber.Recipient.Email), id);
        if (change is null)
        {
            return ConfirmOutcome.ConfirmedBefore;
        }

        await trigger.TriggerAsync(id.Shard, CancellationToken.None);
        return ConfirmOutcome.Confirmed;
    }

    private SubscriberChange? Decide(Subscriber? current, Confirmation confirmation, Instant now)
    {
        if (current is not { State: SubscriberState.Pending })
        {
            return null;
        }

        var after = current with { Recipient = current.Recipient.With(confirmation.Details) };
        var progress = plan.LessonAt(current.Progress, FirstLessonAt(after, confirmation.IsFromTomorrow, now));
        return new SubscriberChange(
            after with
            {
                State = progress.Due is null ? SubscriberState.Completed : SubscriberState.Active,
                Progress = progress,
                PreviousState = null,
                Unconfirmed = null,
                Consent = confirmation.Consent,
                ConfirmedAt = current.ConfirmedAt ?? now,
                LastSignUpMailAt = null,
                StoppedAt = null,
            }
        )
        {
            Counts = [CounterNames.Confirmed],
        };
    }

    private static Instant FirstLessonAt(Subscriber subscriber, bool isFromTomorrow, Instant now)
    {
        var restedAt = subscriber.LastLessonAt is { } last ? last + DailySchedule.MinimumGap : now;
        if (isFromTomorrow)
        {
            // Tomorrow, however slow the pace of somebody who comes back.
            var daily = subscriber.Recipient.Schedule with
            {
                Pace = Pace.Daily,
            };
            return daily.NextDay(now, Instant.Max(now, restedAt) - DailySchedule.MinimumGap);
        }

        // Now, unless the subscriber stopped and came back within hours of a lesson.
        return restedAt <= now ? now : subscriber.NextHour(now);
    }
}
