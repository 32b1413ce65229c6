using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>Starts that must not succeed, and say why.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("--colour", "blue")]
    [InlineData("teach", "--manual")]
    public async Task What_is_unknown_on_the_command_line_is_named_with_the_help_and_ends_with_2(string first, string second)
    {
        await using var head = HeadProcess.Launch(first, second);

        Assert.Equal(2, await head.EndAsync());
        Assert.Contains($"'{first}'", head.Said, StringComparison.Ordinal);
        Assert.Contains("--storage <CONNECTION>", head.Said, StringComparison.Ordinal);
        NoStackTrace(head.Said);
    }

    [Theory]
    [InlineData("--clock", "tomorrow")]
    [InlineData("--urls", "https://example.org")]
    [InlineData("--data", "")]
    [InlineData("--data", "--manual")]
    [InlineData("--storage", "nonsense")]
    public async Task A_flag_with_a_bad_value_is_named_and_ends_with_2(string flag, string value)
    {
        await using var head = HeadProcess.Launch(flag, value);

        Assert.Equal(2, await head.EndAsync());
        Assert.Contains(flag, head.Said, StringComparison.Ordinal);
        NoStackTrace(head.Said);
    }

    [Fact]
    public async Task A_lesson_with_an_unknown_variable_is_refused_with_its_file_and_line()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        var lesson = Path.Combine(lessons, "02-what-happened.md");
        var lines = await File.ReadAllLinesAsync(lesson, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(lesson, [.. lines, "", "Dear {{ frist_name }}"], TestContext.Current.CancellationToken);

        var said = await RefusedAsync(folder.Path, "--lessons", lessons);

        Assert.Contains($"02-what-happened.md:{lines.Length + 2}", said, StringComparison.Ordinal);
        Assert.Contains("frist_name", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_lessons_with_one_slug_are_refused_by_name()
    {
        using var folder = new TestFolder();
        var lessons = LessonsCopy.In(folder);
        File.Copy(Path.Combine(lessons, "01-not-too-much.md"), Path.Combine(lessons, "99-not-too-much.md"));

        var said = await RefusedAsync(folder.Path, "--lessons", lessons);

        Assert.Contains("99-not-too-much.md", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_course_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();

        var said = await RefusedAsync(run.Folder.Path);

        Assert.Contains($"Another course already runs on {run.Folder.Path}", said, StringComparison.Ordinal);
        Assert.Contains("--data", said, StringComparison.Ordinal);
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
    public async Task A_storage_that_does_not_answer_is_refused_by_its_address_and_without_its_key()
    {
        using var folder = new TestFolder();
        const string key = "c2VjcmV0";

        var said = await RefusedAsync(
            folder.Path,
            "--storage",
            $"AccountName=course;AccountKey={key};TableEndpoint=http://127.0.0.1:9/course;QueueEndpoint=http://127.0.0.1:9/course"
        );

        Assert.Contains("http://127.0.0.1:9 does not answer", OneSentence(said), StringComparison.Ordinal);
        Assert.DoesNotContain(key, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azurite/__azurite_db_table__.json")]
    [InlineData("azurite.json")]
    public async Task A_data_folder_of_an_earlier_version_is_refused_and_stays_as_it_is(string file)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "{}", TestContext.Current.CancellationToken);

        var said = await RefusedAsync(folder.Path);

        Assert.Contains("earlier version", OneSentence(said), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused_by_name()
    {
        using var folder = new TestFolder();
        var data = Path.Combine(folder.Path, "data");
        await File.WriteAllTextAsync(data, "text", TestContext.Current.CancellationToken);

        var said = await RefusedAsync(data);

        Assert.StartsWith($"{data} cannot be used as the data folder", OneSentence(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_of_rows_is_refused_by_name()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "course.db");
        await File.WriteAllTextAsync(file, new string('x', 9000), TestContext.Current.CancellationToken);

        var said = await RefusedAsync(folder.Path);

        Assert.StartsWith($"{file} is damaged", OneSentence(said), StringComparison.Ordinal);
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

    private static async Task<string> RefusedAsync(string data, params string[] flags)
    {
        await using var head = HeadProcess.Launch(["--data", data, "--urls", "http://127.0.0.1:0", .. flags]);
        Assert.Equal(1, await head.EndAsync());
        NoStackTrace(head.Said);
        return head.Said;
    }

    private static void NoStackTrace(string said)
    {
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", said, StringComparison.Ordinal);
    }

    private static string OneSentence(string said) => Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
