using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The steps of the workflow that comments on a changed course, as scripts.</summary>
public sealed class CourseReviewTests : IDisposable
{
    private const string Gallery = "https://github.com/someone/course/actions/runs/1/artifacts/2";

    // Pictures take minutes, and the preview has tests of its own.
    private const string DotNet = """
        #!/bin/sh
        if [ "$1" = build ]; then exit "${BUILD:-0}"; fi
        shift 5
        case $1 in
          preview) mkdir -p "$3" && echo pictures > "$3/index.html" ;;
          *) PATH=$REAL_PATH exec dotnet "$TOOLS" "$@" --lessons "$LESSONS" ;;
        esac

        """;

    private const string GitHub = """
        #!/bin/sh
        case $2 in
          --paginate) cat "$STORE/former" 2>/dev/null || true ;;
          *) echo "$@" >> "$STORE/calls" ;;
        esac

        """;

    private readonly TestFolder _before = new();
    private readonly TestFolder _after = new();
    private readonly TemporaryFolder _store = new();
    private readonly string _old;
    private readonly string _new;

    public CourseReviewTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no bash.");
        (_old, _new) = (LessonsCopy.In(_before), LessonsCopy.In(_after));
        WriteProgram("dotnet", DotNet);
        WriteProgram("gh", GitHub);
    }

    private string Out => _store.Path("review");

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task A_change_is_told_with_what_it_means_what_to_look_at_and_the_way_to_its_pictures()
    {
        await WriteAsync("05-the-watcher.md", "\nDon’t miss the next one.\n");

        Assert.Equal(0, (await RunAsync("review-course", _old, Out)).ExitCode);
        var comment = await CommentAsync(Gallery);

        Assert.Equal("pictures\n", await File.ReadAllTextAsync(Path.Combine(Out, "gallery", "index.html"), Cancel));
        Assert.StartsWith("<!-- course -->\n### Your change to the course\n", comment, StringComparison.Ordinal);
        Assert.Contains($"]({Gallery})", comment, StringComparison.Ordinal);
        Assert.Contains("5. The watcher has other words.", comment, StringComparison.Ordinal);
        Assert.Contains("'Don’t miss': it makes a reader hurry", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("longest", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_look_at_is_said_in_a_word()
    {
        await RunAsync("review-course", _old, Out);
        var comment = await CommentAsync();

        Assert.Contains("No lesson differs.", comment, StringComparison.Ordinal);
        Assert.EndsWith("**To look at again:** nothing.\n", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_that_does_not_load_is_told_with_file_and_line_and_refused()
    {
        await WriteAsync("05-the-watcher.md", "\n{{ fist_name }}\n");

        Assert.Equal(1, (await RunAsync("review-course", _old, Out)).ExitCode);
        var comment = await CommentAsync();

        Assert.Contains("This cannot be published yet", comment, StringComparison.Ordinal);
        Assert.Matches(@"05-the-watcher\.md:\d+: unknown variable 'fist_name'", comment);
        Assert.False(Directory.Exists(Path.Combine(Out, "gallery")));
    }

    [Fact]
    public async Task A_build_that_fails_is_not_told_as_a_mistake_of_the_author()
    {
        await RunAsync("review-course", _old, Out);

        Assert.Equal(1, (await RunInAsync(new() { ["BUILD"] = "1" }, "review-course", _old, Out)).ExitCode);

        Assert.Empty(Directory.GetFileSystemEntries(Out));
        Assert.Contains("The check itself failed", await CommentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_list_of_the_linter_is_not_told_as_one()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "lint.txt"), "Unhandled exception. System.Exception: no.\n", Cancel);

        var comment = await CommentAsync();

        Assert.Contains("The check itself failed", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_cannot_leave_their_place_in_the_comment()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(
            Path.Combine(Out, "lint.txt"),
            $"lessons/05-the-watcher.md:3: unknown variable\n~~~~~~~~~~~~~~\n@everyone {new string('x', 99_000)}\n",
            Cancel
        );

        var comment = await CommentAsync();

        Assert.Equal(2, comment.Split('\n').Count(line => line.StartsWith("~~~~~~~~~~", StringComparison.Ordinal)));
        Assert.InRange(comment.Length, 1, 60_000);
    }

    [Fact]
    public async Task The_first_comment_is_written_and_the_next_replaces_it()
    {
        await File.WriteAllTextAsync(_store.Path("comment.md"), "<!-- course -->\nWords.\n", Cancel);

        await RunAsync("comment", _store.Path("comment.md"));
        await File.WriteAllTextAsync(_store.Path("former"), "41\n42\n", Cancel);
        await RunAsync("comment", _store.Path("comment.md"));

        Assert.Equal(
            [
                $"api --method POST repos/someone/course/issues/7/comments --silent -F body=@{_store.Path("comment.md")}",
                $"api --method PATCH repos/someone/course/issues/comments/41 --silent -F body=@{_store.Path("comment.md")}",
            ],
            await File.ReadAllLinesAsync(_store.Path("calls"), Cancel)
        );
    }

    [Fact]
    public void The_workflow_runs_these_scripts_and_reads_no_secret()
    {
        var workflow = InfraFolder.Read(".github", "workflows", "course.yml");

        Assert.All(
            [".ci/review-course before/lessons review", ".ci/course-comment review", ".ci/comment comment.md"],
            script => Assert.Contains(script, workflow, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", workflow, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> CommentAsync(params string[] gallery)
    {
        var printed = await RunAsync("course-comment", [Out, .. gallery]);
        Assert.Equal((0, ""), (printed.ExitCode, printed.Errors));
        return printed.Text;
    }

    private Task<Output> RunAsync(string script, params string[] arguments) => RunInAsync([], script, arguments);

    private Task<Output> RunInAsync(Dictionary<string, string> environment, string script, params string[] arguments) =>
        Processes.RunAsync(
            "bash",
            [Path.Combine(InfraFolder.Repository, ".ci", script), .. arguments],
            new Dictionary<string, string>(environment)
            {
                ["PATH"] = $"{_store.Path("")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["REAL_PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["TOOLS"] = ToolsProcess.Program,
                ["LESSONS"] = _new,
                ["STORE"] = _store.Path(""),
                ["REPOSITORY"] = "someone/course",
                ["NUMBER"] = "7",
            }
        );

    private Task WriteAsync(string file, string words) => File.AppendAllTextAsync(Path.Combine(_new, file), words, Cancel);

    private void WriteProgram(string name, string script)
    {
        File.WriteAllText(_store.Path(name), script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_store.Path(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
