using System.Text.RegularExpressions;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Lint;

/// <summary>The command that checks the author's words.</summary>
public sealed class LintCommandTests
{
    [Fact]
    public async Task The_course_that_ships_prints_its_table_and_ends_with_0()
    {
        var result = await ToolsProcess.RunAsync("lint");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("lesson ", result.Output, StringComparison.Ordinal);
        Assert.Contains("lessons/04-many-parts.md", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing to fix.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slug_that_has_disappeared_since_an_earlier_course_is_printed()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        File.Move(Path.Combine(lessons, "05-the-watcher.md"), Path.Combine(lessons, "05-the-lookout.md"));

        var result = await ToolsProcess.RunAsync(
            "lint",
            "--lessons",
            lessons,
            "--before",
            Path.Combine(RepositoryRoot.Find(), "lessons")
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("lessons/05-the-watcher.md:1: the lesson 'the-watcher' is gone", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Don’t miss the next one.", 1, "'Don’t miss': it makes a reader hurry")]
    [InlineData("{{ fist_name }}", 2, "unknown variable 'fist_name'")]
    public async Task What_is_wrong_is_printed_with_its_place_and_told_by_the_exit_code(string said, int expected, string printed)
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        await File.AppendAllTextAsync(
            Path.Combine(lessons, "05-the-watcher.md"),
            $"\n{said}\n",
            TestContext.Current.CancellationToken
        );

        var result = await ToolsProcess.RunAsync("lint", "--lessons", lessons);

        Assert.Equal(expected, result.ExitCode);
        Assert.Matches(
            $@"lessons/05-the-watcher\.md:\d+: {Regex.Escape(printed)}",
            expected == 2 ? result.Errors : result.Output
        );
    }
}
