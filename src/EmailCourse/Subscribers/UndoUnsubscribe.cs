using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Takes back a stop within an hour, whatever a form has said since: the subscriber is where they were, and the next lesson is
/// due when it was, or at their next hour. Later, a new sign-up is needed, for by then the stop is what they meant.
/// </summary>
internal sealed class UndoUnsubscribe(SubscriberStore subscribers, MailPlan plan, IClock clock)
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
        return await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None) is not null;
    }

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
                Stop = null,
                Progress = plan.Replan(current.Progress, LessonAt(current, stop, now)),
            }
        );
    }

    // A pause without an end lasts until the subscriber resumes.
    private static Instant? LessonAt(Subscriber current, Stop stop, Instant now) =>
        stop.LessonAt is { } planned ? current.NextHour(Instant.Max(now, planned - Duration.Epsilon))
        : stop.From == SubscriberState.Paused ? null
        : current.NextHour(now);
}
