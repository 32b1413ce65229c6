using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Takes back a stop within an hour, whatever a form has said since: the subscriber is where they were, and the next lesson is
/// due when it was, or at their next hour. Later, a new sign-up is needed, for by then the stop is what they meant.
/// </summary>
internal sealed class UndoUnsubscribe(
    SubscriberStore subscribers,
    MailboxRation ration,
    SubscriberIdFactory ids,
    MailPlan plan,
    IClock clock
)
{
    private static readonly Duration Limit = Duration.FromHours(1);

    /// <summary>Whether a stop can still be taken back.</summary>
    public static bool IsPossible(Subscriber subscriber, Instant now) =>
        !subscriber.IsSubscribed && now - subscriber.Stop?.At < Limit;

    /// <returns>Whether it was taken back.</returns>
    public async Task<bool> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("undo unsubscribe");
        var now = clock.GetCurrentInstant();
        if (await IsStillElsewhereAsync(id))
        {
            return false;
        }

        var change = await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None);
        if (change?.After is not { } subscriber)
        {
            return false;
        }

        // Their own act, as the button of a mail is.
        await ration.ReturnAsync(ids.MailboxOf(subscriber.Recipient.Email), id);
        return true;
    }

    // Of a course that was stopped before the address it came from had let it go: it can be taken up there.
    private async Task<bool> IsStillElsewhereAsync(SubscriberId id) =>
        await subscribers.FindAsync(id, CancellationToken.None) is { MovedFrom: { } from }
        && (await subscribers.FindForwardingAsync(from, CancellationToken.None))?.To != id
        && await subscribers.FindAsync(from, CancellationToken.None) is not null;

    private SubscriberChange? Decide(Subscriber? current, Instant now)
    {
        if (current?.Stop is not { } stop || !IsPossible(current, now))
        {
            return null;
        }

        var isPaused = stop.From == SubscriberState.Paused;
        var state =
            isPaused ? SubscriberState.Paused
            : plan.HasLessonFor(current.Progress) ? SubscriberState.Active
            : SubscriberState.Completed;
        return new SubscriberChange(
            current with
            {
                State = state,
                PreviousState = null,
                Unconfirmed = null,
                MovesFrom = null,
                LastSignUpMailAt = null,
                Stop = null,
                Progress = plan.Replan(current.Progress, LessonAt(current, stop, now)),
            }
        )
        {
            Counts = [CounterNames.StopTakenBack],
        };
    }

    private static Instant? LessonAt(Subscriber current, Stop stop, Instant now)
    {
        if (stop.LessonAt is { } planned && planned > now)
        {
            var before = planned - Duration.Epsilon;
            var daily = current.Recipient.Schedule.WithoutPace();

            // When it was, however slow the pace, unless hour or zone have changed since.
            return daily.NextHour(before) == planned && !(current.LastLessonAt + DailySchedule.MinimumGap > planned)
                ? planned
                : current.NextHour(before);
        }

        // A pause without an end lasts until the subscriber resumes.
        return stop.LessonAt is null && stop.From == SubscriberState.Paused ? null : current.NextHour(now);
    }
}
