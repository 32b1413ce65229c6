using EmailCourse.Course;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>Passes over the next lesson: the one after it comes at its time.</summary>
internal sealed class SkipLesson(SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    /// <param name="lesson">
    /// The next lesson as the subscriber saw it. If it is no longer the next, or is due already, nothing changes.
    /// </param>
    /// <returns>Whether it was skipped.</returns>
    public async Task<bool> HandleAsync(SubscriberId id, LessonSlug lesson)
    {
        using var trace = CourseTraces.Act("skip lesson");
        var now = clock.GetCurrentInstant();
        return await subscribers.UpdateAsync(id, current => Decide(current, lesson, now), CancellationToken.None) is not null;
    }

    private SubscriberChange? Decide(Subscriber? current, LessonSlug lesson, Instant now)
    {
        if (
            current is not { State: SubscriberState.Active or SubscriberState.Paused }
            || plan.Next(current.Progress) != lesson
            || current.Progress.NextLessonAt <= now
        )
        {
            return null;
        }

        var progress = current.Progress.Skip(lesson);
        return new SubscriberChange(
            current with
            {
                State = plan.HasLessonFor(progress) ? current.State : SubscriberState.Completed,
                Progress = plan.Replan(progress, progress.NextLessonAt),
            }
        );
    }
}
