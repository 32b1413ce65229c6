using EmailCourse.Course;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>The course begins with three lessons, and the author writes the rest while people are reading.</summary>
public sealed class GrowingCourseTests
{
    [Fact]
    public async Task Whoever_is_in_the_middle_and_whoever_had_finished_receive_the_new_lessons_and_none_twice()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        var (finished, stopped, halfway) = (
            run.Learner("finished@example.org"),
            run.Learner("stopped@example.org"),
            run.Learner("halfway@example.org")
        );
        await finished.BeginAsync();
        await stopped.BeginAsync();
        await run.Sandbox.AdvanceAsync("P3D");
        await run.Site.PostAsync(await stopped.LinkAsync("unsubscribe"));
        await halfway.BeginAsync();
        await run.Sandbox.AdvanceAsync("P1D");
        Assert.Equal([3, 3, 2], await CountsAsync(finished, stopped, halfway));
        Assert.Equal(SubscriberState.Completed, (await run.SubscriberAsync(finished.Email))?.State);

        await run.StopAsync();
        var course = CourseContent.Load(LessonsCopy.In(run.Folder)).Lessons.Select(lesson => lesson.Slug.Value).ToList();
        await run.StartAgainAsync();
        await run.Sandbox.AdvanceAsync($"P{course.Count}D");

        foreach (var learner in new[] { finished, halfway })
        {
            Assert.Equal(course, (await learner.LessonsAsync()).Select(lesson => lesson.Mail));
            Assert.Equal(SubscriberState.Completed, (await run.SubscriberAsync(learner.Email))?.State);
        }

        // Two o'clock in the afternoon is no time for a lesson: the first new one waits for the next morning, at eight in Berlin.
        Assert.Equal(Instant.FromUtc(2026, 4, 1, 6, 0), (await finished.LessonsAsync())[3].ReceivedAt);
        Assert.Equal([3], await CountsAsync(stopped));
    }

    private static async Task<IEnumerable<int>> CountsAsync(params Learner[] learners)
    {
        var counts = new List<int>();
        foreach (var learner in learners)
        {
            counts.Add((await learner.LessonsAsync()).Length);
        }

        return counts;
    }
}
