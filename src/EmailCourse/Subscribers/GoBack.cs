using EmailCourse.Course;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Makes the lesson before the next one the next, whether it was received or skipped; it comes at that one's time.
/// </summary>
internal sealed class GoBack(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <param name="lesson">
    /// The lesson before the next as the subscriber saw it. If it no longer is, nothing changes.
    /// </param>
    /// <returns>Whether it is now the next.</returns>
    public async Task<bool> HandleAsync(SubscriberId id, LessonSlug lesson)
    {
        using var trace = CourseTraces.Act("go back");
        var now = clock.GetCurrentInstant();
        return await subscribers.UpdateAsync(id, current => Decide(current, lesson, now), CancellationToken.None) is not null;
    }

    private SubscriberChange? Decide(Subscriber? current, LessonSlug lesson, Instant now) =>
        current is { IsSubscribed: true } && plan.Previous(current.Progress) == lesson
            ? new SubscriberChange(
                current with
                {
                    State = current.State == SubscriberState.Paused ? SubscriberState.Paused : SubscriberState.Active,
                    Progress = plan.Replan(current.Progress.Return(lesson), TimeFor(current, now)),
                }
            )
            : null;

    // A lesson that is due already may be on its way: the one before it takes the hour after.
    private static Instant? TimeFor(Subscriber current, Instant now) =>
        current.Progress.NextLessonAt is { } planned && planned > now ? planned
        : current.State == SubscriberState.Paused && current.Progress.NextLessonAt is null ? null
        : current.NextHour(now);
}
