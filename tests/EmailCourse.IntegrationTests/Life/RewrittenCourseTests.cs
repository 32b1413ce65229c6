using EmailCourse.Course;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>A second edition is published while people are reading the first.</summary>
public sealed class RewrittenCourseTests
{
    [Fact]
    public async Task Whoever_is_in_the_middle_goes_on_in_the_second_edition_and_whoever_had_the_last_lesson_hears_nothing()
    {
        await using var run = await LocalRun.OfTheFirstEditionAsync();
        var (finished, halfway) = (run.Learner("finished@example.org"), run.Learner("halfway@example.org"));
        await finished.BeginAsync();
        await run.Sandbox.AdvanceAsync("P12D");
        await halfway.BeginAsync();
        await run.Sandbox.AdvanceAsync("P3D");
        var (all, some) = (await finished.LessonsAsync(), await halfway.LessonsAsync());
        Assert.Equal(14, all.Length);
        Assert.InRange(some.Length, 3, 5);
        Assert.Equal("A radio on a mountain road", some[1].Subject);

        await run.StopAsync();
        var lessons = LessonsCopy.In(run.Folder);
        await File.WriteAllTextAsync(
            Path.Combine(lessons, "14-added-later.md"),
            "---\ntitle: Added\nsubject: \"{{ lesson.number }} of {{ lesson.total }}: Added\"\npreheader: Later.\n---\nWords.\n",
            TestContext.Current.CancellationToken
        );
        File.Move(Path.Combine(lessons, "14-a-story-of-devotion.md"), Path.Combine(lessons, "15-a-story-of-devotion.md"));
        await run.StartAgainAsync();
        await run.Sandbox.AdvanceAsync("P20D");

        var course = CourseContent.Load(lessons).Lessons.Select(lesson => lesson.Slug.Value).ToList();
        var received = await halfway.LessonsAsync();
        Assert.Equal(course, received.Select(lesson => lesson.Mail));
        Assert.All(received.Skip(some.Length), lesson => Assert.Matches("^[0-9]+ of 15: ", lesson.Subject));
        Assert.Equal(all.Length, (await finished.LessonsAsync()).Length);
        Assert.Equal(SubscriberState.Completed, (await run.SubscriberAsync(finished.Email))?.State);
    }
}
