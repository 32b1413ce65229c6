using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Writing;

/// <summary>What would change, on the page and by the command.</summary>
public sealed class ChangesTests
{
    [Fact]
    public async Task The_page_counts_the_people_of_the_run_and_asks_about_a_lesson_that_seems_renamed()
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();
        await table.Run.Learner("ana@example.org").BeginAsync();

        File.Move(At(table, "01-not-too-much.md"), At(table, "01-just-enough.md"));
        await table.ChangeAsync();
        var page = await PageAsync(table, "");

        Assert.Contains("Not too much, which was lesson 1, is taken out.", page, StringComparison.Ordinal);
        Assert.Contains(
            "1 is past its place and receives it after what is already planned for them.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Is <strong>just-enough</strong> the lesson <strong>not-too-much</strong>",
            page,
            StringComparison.Ordinal
        );
        var answered = await PageAsync(table, "?renamed=not-too-much%3Djust-enough");
        Assert.Contains("'not-too-much' is now 'just-enough'", answered, StringComparison.Ordinal);
        Assert.Contains("1 of these has had it before and would get it again.", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("is taken out", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_compares_with_the_course_of_the_readers_where_their_folder_is_given()
    {
        using var data = new TestFolder();
        using var before = new TestFolder();
        var (lessons, readers) = (LessonsCopy.FirstThreeIn(data), LessonsCopy.FirstThreeIn(before));
        File.Delete(Path.Combine(readers, "03-a-sliding-scale.md"));
        await using var head = HeadProcess.Launch([
            "--urls",
            "http://127.0.0.1:0",
            "--manual",
            "--data",
            data.Path,
            "--lessons",
            lessons,
            "--before",
            readers,
        ]);
        using var site = new CourseSite(await head.ReadyAsync());

        var page = await site.Http.GetStringAsync("sandbox/write/changes", TestContext.Current.CancellationToken);

        Assert.Contains($"the course in {readers}", page, StringComparison.Ordinal);
        Assert.Contains("3. A sliding scale is added.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_knows_no_readers_but_those_of_its_trial()
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();
        File.Delete(At(table, "03-a-sliding-scale.md"));
        await table.ChangeAsync();

        var page = await PageAsync(table, "");

        Assert.Contains("Nobody takes the course in this trial on your machine", page, StringComparison.Ordinal);
        Assert.DoesNotContain("changes nothing", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_get_its_former_name_back_while_the_page_says_that_it_was_renamed()
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();
        File.Move(At(table, "01-not-too-much.md"), At(table, "01-just-enough.md"));
        await table.ChangeAsync();
        const string Answer = "?renamed=not-too-much%3Djust-enough";
        Assert.Contains("has another name", await PageAsync(table, Answer), StringComparison.Ordinal);

        File.Move(At(table, "01-just-enough.md"), At(table, "01-not-too-much.md"));
        await table.ChangeAsync();

        Assert.Contains("No lesson differs", await PageAsync(table, Answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a=b")]
    public async Task The_page_leaves_out_a_rename_that_cannot_be(string renamed)
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();

        var page = await PageAsync(table, $"?renamed={Uri.EscapeDataString(renamed)}");

        Assert.Contains("No lesson differs", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_counts_the_people_of_a_data_folder()
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();
        await table.Run.Learner("ana@example.org").BeginAsync();
        await table.Run.StopAsync();
        using var folder = new TestFolder();
        var after = LessonsCopy.FirstThreeIn(folder);
        File.Delete(Path.Combine(after, "03-a-sliding-scale.md"));

        var result = await ToolsProcess.RunAsync("diff", table.Lessons, "--lessons", after, "--data", table.Run.Folder.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Equal(
            """
            A sliding scale, which was lesson 3, is taken out.
              1 has not had it and will not.
            1 person takes the course.

            """.ReplaceLineEndings("\n"),
            result.Output
        );
    }

    [Fact]
    public async Task Without_a_storage_the_command_says_what_differs_and_asks_about_renames()
    {
        using var before = new TestFolder();
        using var after = new TestFolder();
        var lessons = LessonsCopy.FirstThreeIn(after);
        File.Move(Path.Combine(lessons, "02-what-happened.md"), Path.Combine(lessons, "02-the-radio.md"));

        var result = await ToolsProcess.RunAsync("diff", LessonsCopy.FirstThreeIn(before), "--lessons", lessons);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            2. What happened is added.
            What happened, which was lesson 2, is taken out.
            Is 'the-radio' the lesson 'what-happened' under another name?
            """.ReplaceLineEndings("\n") + " If so, give the file its former name back, or readers get it again.\n",
            result.Output
        );
    }

    [Fact]
    public async Task The_same_course_ends_with_0()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);

        var result = await ToolsProcess.RunAsync("diff", lessons, "--lessons", lessons);

        Assert.Equal((0, "No lesson differs.\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData(2, "--renamed 'a' does not name two lessons", "--renamed", "a")]
    [InlineData(1, "--renamed: That is no renamed lesson: the former course has no lesson 'a'.", "--renamed", "a=b")]
    [InlineData(2, "give one of --table, --storage and --data", "--data", "x", "--storage", "UseDevelopmentStorage=true")]
    public async Task What_cannot_be_understood_is_told_in_a_sentence(int exitCode, string expected, params string[] options)
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);

        var result = await ToolsProcess.RunAsync(["diff", lessons, "--lessons", lessons, .. options]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private static string At(WritingTable table, string file) => Path.Combine(table.Lessons, file);

    private static async Task<string> PageAsync(WritingTable table, string query) =>
        WebUtility.HtmlDecode(await table.ReadAsync($"sandbox/write/changes{query}"));
}
