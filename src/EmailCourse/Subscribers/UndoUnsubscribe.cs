using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Takes back a stop within an hour: the subscriber is where they were, and the next lesson is due at their next hour. Later, a
/// new sign-up is needed, for by then the stop is what they meant.
/// </summary>
internal sealed class UndoUnsubscribe(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    private static readonly Duration Limit = Duration.FromHours(1);

    /// <summary>Whether a stop can still be taken back.</summary>
    public static bool IsPossible(Subscriber subscriber, Instant now) =>
        subscriber is { State: SubscriberState.Unsubscribed, PreviousState: not null } && now - subscriber.StoppedAt < Limit;

    /// <returns>Whether it was taken back.</returns>
    public async Task<bool> HandleAsync(SubscriberId id)
    {
        using var trace = CourseTraces.Act("undo unsubscribe");
        var now = clock.GetCurrentInstant();
        return await subscribers.UpdateAsync(id, current => Decide(current, now), CancellationToken.None) is not null;
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now)
    {
        if (current is null || !IsPossible(current, now))
        {
            return null;
        }

        // The end of a pause is not known any more: it lasts until the subscriber resumes.
        var isPaused = current.PreviousState == SubscriberState.Paused;
        var state =
            isPaused ? SubscriberState.Paused
            : plan.HasLessonFor(current.Progress) ? SubscriberState.Active
            : SubscriberState.Completed;
        return new SubscriberChange(
            current with
            {
                State = state,
                PreviousState = null,
                StoppedAt = null,
                Progress = plan.Replan(current.Progress, isPaused ? null : current.NextHour(now)),
            }
        );
    }
}
