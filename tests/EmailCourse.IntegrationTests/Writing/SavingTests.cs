using System.Net;
using Xunit;

namespace EmailCourse.IntegrationTests.Writing;

/// <summary>The editor in the page, without a script, and what it refuses.</summary>
public sealed class SavingTests : IAsyncLifetime
{
    private const string First = "01-not-too-much.md";
    private const string Second = "02-what-happened.md";

    private WritingTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await WritingTable.OpenAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task What_is_saved_is_in_the_file_with_its_line_ends_and_on_the_page_that_follows()
    {
        var fingerprint = await _table.FingerprintAsync(Second);
        var words = _table.Words(Second) + "\nA new kettle.\n";

        var (status, _) = await _table.PressAsync(Second, fingerprint, words.ReplaceLineEndings("\r\n"));

        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Equal(words, _table.Words(Second));
        Assert.Contains("A new kettle.", await _table.FrameAsync(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_before_the_last_save_can_be_put_back()
    {
        var before = _table.Words(Second);
        await _table.PressAsync(Second, await _table.FingerprintAsync(Second), before + "\nA new kettle.\n");

        await _table.PressAsync(Second, await _table.FingerprintAsync(Second), "", act: "undo");

        Assert.Equal(before, _table.Words(Second));
        await _table.PressAsync(Second, await _table.FingerprintAsync(Second), "", act: "undo");
        Assert.Equal(before + "\nA new kettle.\n", _table.Words(Second));
    }

    [Fact]
    public async Task Where_no_former_words_are_kept_putting_them_back_changes_nothing()
    {
        var before = _table.Words(First);

        var (status, page) = await _table.PressAsync(First, await _table.FingerprintAsync(First), "", act: "undo");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("No words from before a save are kept", page, StringComparison.Ordinal);
        Assert.Equal(before, _table.Words(First));
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_refused_and_loses_nothing()
    {
        var fingerprint = await _table.FingerprintAsync(Second);
        await _table.SaveAsync(Second, _table.Words(Second) + "\nThe first one’s kettle.\n");

        var (status, page) = await _table.PressAsync(Second, fingerprint, "The second one’s teapot.");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("was changed somewhere else", page, StringComparison.Ordinal);
        Assert.Contains("The second one’s teapot.", page, StringComparison.Ordinal);
        Assert.Contains("The first one’s kettle.", page, StringComparison.Ordinal);
        Assert.EndsWith("The first one’s kettle.\n", _table.Words(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_is_answered_by_its_own_button_and_not_by_saving_once_more()
    {
        var fingerprint = await _table.FingerprintAsync(Second);
        var mine = _table.Words(Second) + "\nMy teapot.\n";
        await _table.SaveAsync(Second, _table.Words(Second) + "\nTheir kettle.\n");

        var (_, page) = await _table.PressAsync(Second, fingerprint, mine);
        var (again, _) = await _table.PressAsync(Second, fingerprint, mine);
        Assert.EndsWith("Their kettle.\n", _table.Words(Second), StringComparison.Ordinal);
        var (answered, _) = await _table.PressAsync(Second, fingerprint, mine, keep: WritingTable.KeepIn(page));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (again, answered));
        Assert.EndsWith("My teapot.\n", _table.Words(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_from_before_a_save_are_not_put_back_over_what_came_after_it()
    {
        await _table.PressAsync(Second, await _table.FingerprintAsync(Second), _table.Words(Second) + "\nA new kettle.\n");
        await _table.SaveAsync(Second, _table.Words(Second) + "\nToday’s teapot.\n");

        Assert.DoesNotContain("Put back", await _table.PageAsync(Second), StringComparison.Ordinal);
        var (status, _) = await _table.PressAsync(Second, await _table.FingerprintAsync(Second), "", act: "undo");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.EndsWith("Today’s teapot.\n", _table.Words(Second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_for_a_file_that_has_gone_stay_on_the_page()
    {
        var fingerprint = await _table.FingerprintAsync(Second);
        File.Delete(Path.Combine(_table.Lessons, Second));

        var (status, page) = await _table.PressAsync(Second, fingerprint, "The only copy of my words.");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("Nothing was saved.", page, StringComparison.Ordinal);
        Assert.Contains("The only copy of my words.", page, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_table.Lessons, Second)));
    }

    [Fact]
    public async Task Words_for_a_file_that_may_only_be_read_stay_on_the_page()
    {
        var path = Path.Combine(_table.Lessons, Second);
        var fingerprint = await _table.FingerprintAsync(Second);
        File.SetAttributes(path, FileAttributes.ReadOnly);

        var (status, page) = await _table.PressAsync(Second, fingerprint, "The only copy of my words.");

        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("may only be read", page, StringComparison.Ordinal);
        Assert.Contains("The only copy of my words.", page, StringComparison.Ordinal);
        Assert.Equal(fingerprint, await _table.FingerprintAsync(Second));
    }

    [Theory]
    [InlineData("../lessons/course.yaml")]
    [InlineData("mail/../course.yaml")]
    [InlineData("/etc/hostname")]
    [InlineData("..\\keys.json")]
    [InlineData("../keys.json")]
    [InlineData("mail/layout.html")]
    [InlineData("leads-out.md")]
    [InlineData("01-not-too-much.md\0")]
    [InlineData("")]
    public async Task Nothing_but_a_text_of_the_course_is_read_or_written(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(
                Path.Combine(_table.Lessons, "leads-out.md"),
                Path.Combine(_table.Run.Folder.Path, "keys.json")
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, await _table.Run.Site.GetStatusAsync(WritingTable.PathOf(file)));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await _table.Run.Site.GetStatusAsync($"sandbox/write/frame?file={Uri.EscapeDataString(file)}")
        );
        Assert.Equal(HttpStatusCode.NotFound, (await _table.PressAsync(file, "", "words")).Status);
    }

    [Fact]
    public async Task A_form_without_its_words_is_refused_with_a_sentence()
    {
        using var answer = await _table.Run.Site.PostAsync(WritingTable.PathOf(First), new StringContent("{}"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "came without the words",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Words_without_end_are_refused_with_a_sentence()
    {
        var before = _table.Words(First);

        var (status, page) = await _table.PressAsync(First, await _table.FingerprintAsync(First), new string('a', 2_000_000));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("more than one text can hold", page, StringComparison.Ordinal);
        Assert.Equal(before, _table.Words(First));
    }

    [Fact]
    public async Task A_file_that_is_no_plain_text_is_explained()
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_table.Lessons, Second),
            [0xff, 0xfe, 0x00],
            TestContext.Current.CancellationToken
        );
        await _table.ChangeAsync();

        using var answer = await _table.Run.Site.GetAsync(WritingTable.PathOf(Second));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "not plain text in UTF-8",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_page_cannot_make_a_browser_save()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WritingTable.PathOf(First))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["words"] = "", ["fingerprint"] = "" }),
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        using var answer = await _table.Run.Site.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("sandbox/write")]
    [InlineData("sandbox/write/text?file=01-not-too-much.md")]
    public async Task A_page_loads_only_what_is_its_own(string path)
    {
        using var answer = await _table.Run.Site.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_runs_in_the_frame()
    {
        using var answer = await _table.Run.Site.GetAsync($"sandbox/write/frame?file={First}");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("sandbox ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", policy, StringComparison.Ordinal);
    }
}
