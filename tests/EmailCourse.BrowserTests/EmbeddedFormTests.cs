using EmailCourse.BrowserTests.Browsing;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>The form of docs/embed.md on a page of another origin.</summary>
public sealed class EmbeddedFormTests(Browser browser) : IAsyncLifetime
{
    // Another site than the course's 127.0.0.1, and not only another port.
    private static readonly string Allowed = $"http://localhost:{FreePort.Any()}";

    private LocalRun _run = null!;
    private WebApplication _elsewhere = null!;

    public async ValueTask InitializeAsync()
    {
        _run = await LocalRun.InFlowingTimeAsync(("EmailCourse__AllowedOrigins", Allowed));
        var page =
            "<!DOCTYPE html><html lang=en><title>Elsewhere</title><link rel=icon href=data:,>"
            + $"<main><h1>Elsewhere</h1>{Snippet()}</main>";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _elsewhere = builder.Build();
        _elsewhere.Urls.Add(Allowed);
        _elsewhere.MapGet("/", () => Results.Content(page, "text/html"));
        await _elsewhere.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _elsewhere.DisposeAsync();
        await _run.DisposeAsync();
    }

    [Fact]
    public async Task With_a_script_one_press_signs_up_in_the_visitor_s_own_zone()
    {
        var ana = _run.Learner("ana@example.org");
        await using var visit = await browser.VisitAsync();
        await FillInAsync(visit.Page, Allowed, ana.Email);

        await SubmitAsync(visit.Page);

        await visit.Page.WaitForURLAsync("**/check-your-inbox", new() { WaitUntil = WaitUntilState.Commit });
        Assert.Empty(visit.Console);
        await _run.Sandbox.RunAsync();
        await visit.Page.GotoAsync(await ana.LinkAsync("confirm"));
        await Expect(visit.Page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");
    }

    [Fact]
    public async Task Without_one_the_course_s_own_page_goes_on_with_what_was_typed()
    {
        var ben = _run.Learner("ben@example.org");
        await using var visit = await browser.VisitAsync(javaScript: false);
        var page = visit.Page;
        await FillInAsync(page, Allowed, ben.Email);

        await SubmitAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Please choose your time zone");
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync(ben.Email);
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await _run.Sandbox.AdvanceAsync("PT2S");
        await SubmitAsync(page);

        await page.WaitForURLAsync("**/check-your-inbox", new() { WaitUntil = WaitUntilState.Commit });
        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm"], await ben.MailKeysAsync());
    }

    // The same page under a name that is not allowed: by the script, and then as a form.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_is_not_allowed_signs_nobody_up(bool javaScript)
    {
        await using var visit = await browser.VisitAsync(javaScript);
        await FillInAsync(
            visit.Page,
            Allowed.Replace("localhost", "evil.localhost", StringComparison.Ordinal),
            "eve@example.org"
        );

        await SubmitAsync(visit.Page);

        await Expect(visit.Page.GetByLabel("Email address")).ToHaveValueAsync("eve@example.org");
        await _run.Sandbox.RunAsync();
        Assert.Empty(await _run.Sandbox.InboxAsync());
    }

    // As somebody copies it.
    private string Snippet()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "embed.md"));
        var snippet = page.Split("```html\n")[1].Split("```")[0];
        return snippet.Replace("https://course.example.org/", _run.Site.Http.BaseAddress!.ToString(), StringComparison.Ordinal);
    }

    private static async Task FillInAsync(IPage page, string elsewhere, string email)
    {
        await page.GotoAsync(elsewhere);
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
    }

    private static Task SubmitAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Send me the course" }).ClickAsync();
}
