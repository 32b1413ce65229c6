using System.Diagnostics;
using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>The author writes, in an editor or on the page, with the finished email beside it.</summary>
public sealed class WritingTests(Browser browser) : IAsyncLifetime
{
    private const string File = "02-what-happened.md";

    private LocalRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await LocalRun.OfACopyAsync();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task What_an_editor_saves_is_shown_without_a_reload()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page);
        var times = new List<TimeSpan>();
        for (var change = 0; change < 3; change++)
        {
            var word = $"kettle number {change}";
            var shown = ShownAsync(visit.Page, word);
            var since = Stopwatch.GetTimestamp();
            Save(Words() + $"\n{word}\n");
            await shown;
            times.Add(Stopwatch.GetElapsedTime(since));
        }

        // How long it takes depends on the machine, so it is told and not asserted. The first two compile what the third uses.
        TestContext.Current.TestOutputHelper?.WriteLine($"From save to shown: {times[^1].TotalMilliseconds:0} ms.");
    }

    [Fact]
    public async Task Findings_come_by_themselves_and_lead_to_their_line()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page);

        Save(Words() + "\nDon’t miss it.\n");
        await visit.Page.GetByText("it makes a reader hurry").WaitForAsync();
        await visit.Page.Locator("[data-line]").ClickAsync();

        Assert.Equal(
            "Don’t miss it.",
            await visit.Page.EvaluateAsync<string>("words.value.slice(words.selectionStart, words.selectionEnd)")
        );
    }

    [Fact]
    public async Task Words_typed_on_the_page_are_saved_by_the_keyboard_and_shown_without_a_reload()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page);
        await visit.Page.EvaluateAsync("window.isSamePage = true");

        var shown = ShownAsync(visit.Page, "A new kettle.");
        await visit.Page.Locator("#words").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+End");
        await visit.Page.Keyboard.TypeAsync("\nA new kettle.\n");
        await visit.Page.Keyboard.PressAsync("Control+s");
        await shown;
        await visit.Page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();

        Assert.EndsWith("\nA new kettle.\n", Words(), StringComparison.Ordinal);
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.isSamePage === true && document.activeElement === words"));
        Assert.False(await visit.Page.Locator("#elsewhere").IsVisibleAsync());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await visit.Page.GetByText("are back").WaitForAsync();
        Assert.DoesNotContain("A new kettle.", Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_not_saved_yet_stay_when_the_file_changes_elsewhere_and_are_asked_about()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page);
        var before = Words();
        await visit.Page.Locator("#words").FillAsync(before + "\nMy kettle.\n");

        Save(before + "\nTheir teapot.\n");
        await visit.Page.Locator("#elsewhere").WaitForAsync();

        Assert.Contains("My kettle.", await visit.Page.Locator("#words").InputValueAsync(), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "What the file holds now" }).WaitForAsync();
        Assert.EndsWith("Their teapot.\n", Words(), StringComparison.Ordinal);
        Assert.False(await visit.Page.Locator("#elsewhere").IsVisibleAsync());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await visit.Page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        Assert.EndsWith("My kettle.\n", Words(), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Words_stay_on_the_page_when_the_file_or_the_program_has_gone()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page, "&said=saved");
        await visit.Page.Locator("#words").FillAsync("My kettle.");

        Assert.True(await visit.Page.GetByText("Not saved yet.").IsVisibleAsync());
        Assert.Equal(0, await visit.Page.Locator("#said").CountAsync());
        Assert.DoesNotContain("said=", visit.Page.Url, StringComparison.Ordinal);
        System.IO.File.Delete(Path);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visit.Page.GetByText($"There is no text '{File}' in the folder of the course.").WaitForAsync();
        await _run.StopAsync();
        await visit.Page.Keyboard.PressAsync("Control+s");
        await visit.Page.GetByText("The program does not answer; nothing was saved.").WaitForAsync();

        Assert.Equal("My kettle.", await visit.Page.Locator("#words").InputValueAsync());
    }

    [Fact]
    public async Task Another_look_keeps_words_that_are_not_saved_yet()
    {
        await using var visit = await browser.VisitAsync();
        await OpenAsync(visit.Page);
        await visit.Page.Locator("#words").FillAsync("Not yet.");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "By night" }).ClickAsync();
        await visit.Page.Locator(".screen.night").WaitForAsync();

        Assert.Equal("Not yet.", await visit.Page.Locator("#words").InputValueAsync());
        Assert.Contains("light=night", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_the_page_saves_and_shows_as_well()
    {
        await using var visit = await browser.VisitAsync(javaScript: false);
        await OpenAsync(visit.Page);

        await visit.Page.Locator("#words").FillAsync(Words() + "\nA new kettle.\n");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await visit.Page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await visit.Page.FrameLocator("iframe").GetByText("A new kettle.").WaitForAsync();
    }

    [Fact]
    public async Task By_night_the_email_is_dark_on_a_screen_that_is_light()
    {
        await using var visit = await browser.VisitAsync(scheme: ColorScheme.Light);
        await OpenAsync(visit.Page, "&light=night");
        var night = await InkAsync(visit.Page);
        await OpenAsync(visit.Page);

        Assert.NotEqual(night, await InkAsync(visit.Page));
    }

    private static Task<string> InkAsync(IPage page) =>
        page.FrameLocator("iframe").Locator("p").First.EvaluateAsync<string>("p => getComputedStyle(p).color");

    private static Task<IJSHandle> ShownAsync(IPage page, string words) =>
        page.WaitForFunctionAsync(
            "words => document.querySelector('iframe').contentDocument?.body?.innerText.includes(words)",
            words,
            new() { PollingInterval = 2 }
        );

    private async Task OpenAsync(IPage page, string look = "") =>
        await page.GotoAsync(new Uri(_run.Site.Http.BaseAddress!, $"sandbox/write/text?file={File}{look}").ToString());

    private string Path => System.IO.Path.Combine(_run.Folder.Path, "lessons", File);

    private string Words() => System.IO.File.ReadAllText(Path);

    private void Save(string words) => System.IO.File.WriteAllText(Path, words);
}
