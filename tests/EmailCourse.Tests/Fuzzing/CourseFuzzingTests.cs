using EmailCourse.Fuzzing.Courses;
using Xunit;

namespace EmailCourse.Tests.Fuzzing;

public sealed class CourseFuzzingTests
{
    private const int Seeds = 300;

    // Nothing is measured here; a test only must not hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_mutated_course_is_whole_or_refused_with_file_and_line()
    {
        var report = await CourseSearch.RunAsync(from: 0, Seeds, Limit);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(report.Failures.Count == 0, report.Describe());
        // Nothing would be proven by courses that are all good, or all refused.
        Assert.InRange(report.CountOf("in a lesson", "loaded"), 3, Seeds);
        Assert.InRange(report.CountOf("in course.yaml", "loaded"), 3, Seeds);
        Assert.InRange(report.CountOf("in course.yaml", "refused"), 3, Seeds);
    }

    [Fact]
    public void A_seed_makes_the_same_course_again()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (first, again) = (CourseFuzzer.Make(new Random(seed)), CourseFuzzer.Make(new Random(seed)));

            Assert.Equal(first.Course.Files, again.Course.Files);
        }
    }
}
