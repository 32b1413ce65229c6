using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>Starts that must not succeed, and say why.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task An_unknown_flag_is_named_and_ends_with_2()
    {
        await using var head = HeadProcess.Launch("--colour", "blue");

        Assert.Equal(2, await head.EndAsync());
        Assert.Contains("--colour", head.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--clock", "tomorrow")]
    [InlineData("--urls", "https://example.org")]
    [InlineData("--data", "")]
    public async Task A_flag_with_a_bad_value_is_named_and_ends_with_2(string flag, string value)
    {
        await using var head = HeadProcess.Launch(flag, value);

        Assert.Equal(2, await head.EndAsync());
        Assert.Contains(flag, head.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_with_an_unknown_variable_is_refused_with_its_file_and_line()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        var lesson = Path.Combine(lessons, "02-what-happened.md");
        var lines = await File.ReadAllLinesAsync(lesson, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(lesson, [.. lines, "", "Dear {{ frist_name }}"], TestContext.Current.CancellationToken);

        var said = await RefusedAsync(folder, lessons);

        Assert.Contains($"02-what-happened.md:{lines.Length + 2}", said, StringComparison.Ordinal);
        Assert.Contains("frist_name", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_lessons_with_one_slug_are_refused_by_name()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        File.Copy(Path.Combine(lessons, "01-not-too-much.md"), Path.Combine(lessons, "99-not-too-much.md"));

        var said = await RefusedAsync(folder, lessons);

        Assert.Contains("99-not-too-much.md", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_course_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        await using var second = HeadProcess.Launch("--data", run.Folder.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, await second.EndAsync());
        Assert.Contains(run.Folder.Path, second.Said, StringComparison.Ordinal);
        Assert.Contains("--data", second.Said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await run.Site.GetStatusAsync("health"));
    }

    [Fact]
    public async Task A_taken_port_is_refused_with_the_way_to_choose_another()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        using var folder = new TestFolder();
        await using var second = HeadProcess.Launch("--data", folder.Path, "--urls", run.Site.Http.BaseAddress!.ToString());

        Assert.Equal(1, await second.EndAsync());
        Assert.Contains("--urls", second.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_courses_on_different_data_run_side_by_side()
    {
        await using var one = await LocalRun.OfThreeLessonsAsync();
        await using var other = await LocalRun.OfThreeLessonsAsync();
        var ana = one.Learner("ana@example.org");
        await ana.BeginAsync();

        Assert.Equal(HttpStatusCode.OK, await other.Site.GetStatusAsync("health"));
        Assert.Empty(await other.Sandbox.InboxAsync());
        Assert.Equal(2, (await ana.MailsAsync()).Length);
    }

    private static async Task<string> RefusedAsync(TestFolder folder, string lessons)
    {
        await using var head = HeadProcess.Launch("--lessons", lessons, "--data", folder.Path, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, await head.EndAsync());
        Assert.DoesNotContain("   at ", head.Said, StringComparison.Ordinal);
        return head.Said;
    }
}
