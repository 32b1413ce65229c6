using System.Net;
using Xunit;

namespace EmailCourse.IntegrationTests.Writing;

/// <summary>The course that runs follows the files of its author.</summary>
public sealed class FollowingTests
{
    private const string Second = "02-what-happened.md";

    [Fact]
    public async Task What_is_saved_in_an_editor_is_shown_checked_and_sent_without_a_restart()
    {
        await using var table = await WritingTable.OpenAsync();
        var ana = table.Run.Learner("ana@example.org");
        await ana.BeginAsync();

        await table.SaveAsync(Second, table.Words(Second) + "\nA new kettle. Don’t miss it.\n");

        Assert.Contains("A new kettle.", await table.FrameAsync(Second), StringComparison.Ordinal);
        Assert.Contains("A new kettle.", await table.FrameAsync(Second, "browser"), StringComparison.Ordinal);
        Assert.Contains("it makes a reader hurry", await table.PageAsync(Second), StringComparison.Ordinal);
        await table.Run.Sandbox.AdvanceAsync("P2D");
        var mail = (await ana.MailsAsync()).Single(each => each.Mail == "what-happened");
        Assert.Contains("A new kettle.", await table.Run.Sandbox.HtmlAsync(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_landing_page_follows_too()
    {
        await using var table = await WritingTable.OpenAsync();

        await table.SaveAsync("pages/landing.md", table.Words("pages/landing.md") + "\nOpen in winter as well.\n");

        Assert.Contains("Open in winter as well.", await table.ReadAsync(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_that_is_added_comes_to_who_had_finished()
    {
        await using var table = await WritingTable.OfThreeLessonsAsync();
        var ana = table.Run.Learner("ana@example.org");
        await ana.BeginAsync();
        await table.Run.Sandbox.AdvanceAsync("P9D");

        await table.SaveAsync("04-the-lamp.md", table.Words(Second));
        await table.Run.Sandbox.AdvanceAsync("P2D");

        Assert.Equal("the-lamp", (await ana.MailsAsync())[^1].Mail);
    }

    [Fact]
    public async Task A_lesson_saved_half_is_explained_by_its_line_while_the_course_runs_on_and_the_rest_mends_it()
    {
        await using var table = await WritingTable.OpenAsync();
        var whole = table.Words(Second);

        await table.SaveAsync(Second, whole[..whole.IndexOf("preheader", StringComparison.Ordinal)]);

        Assert.Contains($"{Second}, line 1", await table.PageAsync(Second), StringComparison.Ordinal);
        Assert.Contains("must begin with front matter", await table.PageAsync("01-not-too-much.md"), StringComparison.Ordinal);
        Assert.Contains("cannot be shown", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
        Assert.Contains("What happened", await table.FrameAsync(Second), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await table.Run.Site.GetStatusAsync(""));
        await table.SaveAsync(Second, whole);
        Assert.DoesNotContain("cannot be shown yet", await table.PageAsync(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_cannot_be_read_are_explained_and_stop_nothing()
    {
        await using var table = await WritingTable.OpenAsync();

        await table.SaveAsync("lint.yaml", "limits: none\n" + table.Words("lint.yaml"));
        await table.SaveAsync(Second, table.Words(Second) + "\nA new kettle.\n");

        Assert.Contains("A new kettle.", await table.FrameAsync(Second), StringComparison.Ordinal);
        Assert.Contains("Line 1", await table.PageAsync("lint.yaml"), StringComparison.Ordinal);
        Assert.Contains("could not be checked", await table.PageAsync(Second), StringComparison.Ordinal);
        Assert.Contains("could not be checked", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_stays_unreadable_is_told_once_and_followed_once_it_can_be_read()
    {
        await using var table = await WritingTable.OpenAsync();
        var first = "01-not-too-much.md";
        await using (new FileStream(Path.Combine(table.Lessons, Second), FileMode.Open, FileAccess.Write, FileShare.None))
        {
            File.SetLastWriteTimeUtc(Path.Combine(table.Lessons, first), DateTime.UnixEpoch);
            await table.ChangeAsync();
            var told = await table.VersionAsync();

            // A save reads the folder again.
            await table.PressAsync(first, await table.FingerprintAsync(first), table.Words(first));

            Assert.Contains("A file cannot be read", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
            Assert.Equal(told, await table.VersionAsync());
        }

        await table.ChangeAsync();
        Assert.DoesNotContain("cannot be read", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_an_editor_s_own_is_no_lesson()
    {
        await using var table = await WritingTable.OpenAsync();

        await File.WriteAllTextAsync(Path.Combine(table.Lessons, ".#02-x.md"), "ana@desk", TestContext.Current.CancellationToken);
        await table.SaveAsync(Second, table.Words(Second) + "\nA new kettle.\n");

        Assert.Contains("A new kettle.", await table.FrameAsync(Second), StringComparison.Ordinal);
        Assert.DoesNotContain("02-x", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_renamed_while_serving_is_explained_and_followed_again_once_it_is_back()
    {
        await using var table = await WritingTable.OpenAsync();
        var ana = table.Run.Learner("ana@example.org");

        Directory.Move(table.Lessons, table.Lessons + "-elsewhere");
        await table.ChangeAsync();

        Assert.Contains("course.yaml: is missing", await table.ReadAsync("sandbox/write"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await table.Run.Site.GetStatusAsync(WritingTable.PathOf(Second)));
        await ana.BeginAsync();
        Assert.Equal("not-too-much", (await ana.MailsAsync())[^1].Mail);

        Directory.Move(table.Lessons + "-elsewhere", table.Lessons);
        await table.ChangeAsync();
        await table.SaveAsync(Second, table.Words(Second) + "\nA new kettle.\n");

        Assert.Contains("A new kettle.", await table.FrameAsync(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_events_end_with_the_program_and_do_not_hold_it()
    {
        await using var table = await WritingTable.OpenAsync();

        Assert.Equal(0, await table.Run.StopAsync());
        Assert.DoesNotContain("data:", await table.EndAsync(), StringComparison.Ordinal);
    }
}
