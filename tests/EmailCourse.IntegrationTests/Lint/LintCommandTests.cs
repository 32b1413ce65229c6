using EmailCourse.Local.Lint;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Lint;

public sealed class LintCommandTests
{
    [Fact]
    public async Task The_course_that_ships_prints_its_table_and_ends_with_0()
    {
        var (code, output, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.StartsWith("lesson ", output, StringComparison.Ordinal);
        Assert.Contains("lessons/04-many-parts.md", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing to mend.\n", output, StringComparison.Ordinal);
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

        var (code, output, errors) = await RunAsync("--lessons", lessons);

        Assert.Equal(expected, code);
        Assert.Matches(
            $@"lessons/05-the-watcher\.md:\d+: {System.Text.RegularExpressions.Regex.Escape(printed)}",
            code == 2 ? errors : output
        );
    }

    [Fact]
    public async Task An_unknown_flag_is_refused() =>
        Assert.Contains(
            "--lessons DIR",
            (await Assert.ThrowsAsync<FlagException>(() => RunAsync("--manual"))).Message,
            StringComparison.Ordinal
        );

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await LintCommand.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }
}
