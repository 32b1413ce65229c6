using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>The sign-up form where time flows and its token counts.</summary>
public sealed class OnceMoreTests(Browser browser) : IAsyncLifetime
{
    private LocalRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await LocalRun.InFlowingTimeAsync();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_had_the_page_open_for_a_day_finds_what_they_typed_and_presses_once_more(bool javaScript)
    {
        var ana = _run.Learner("ana@example.org");
        await using var visit = await browser.VisitAsync(javaScript, width: 320);
        var page = visit.Page;
        await page.GotoAsync(_run.Site.Http.BaseAddress!.ToString());
        await page.GetByLabel("Email address").FillAsync(ana.Email);
        await page.GetByLabel("First name").FillAsync("Ana");
        await page.GetByLabel("Hour of the day").SelectOptionAsync("7");
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();

        await _run.Sandbox.AdvanceAsync("P1D");
        await SubmitAsync(page);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Please press once more");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync(ana.Email);
        await Expect(page.GetByLabel("First name")).ToHaveValueAsync("Ana");
        await Expect(page.GetByLabel("Hour of the day")).ToHaveValueAsync("7");
        await Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Berlin");
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        if (javaScript)
        {
            Assert.Empty(await Axe.ObjectionsAsync(page));
        }

        await SubmitAsync(page);
        await page.WaitForURLAsync("**/check-your-inbox", new() { WaitUntil = WaitUntilState.Commit });
    }

    [Fact]
    public async Task A_program_that_fills_in_every_field_and_waits_gets_nothing_sent()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync(_run.Site.Http.BaseAddress!.ToString());
        await page.EvaluateAsync(
            """
            () => {
              for (const field of document.querySelectorAll('input:not([type=hidden])')) {
                field.value = field.name === 'consent' ? 'true' : 'program@example.org';
                field.checked = true;
              }
              document.querySelector('[name=firstName]').value = '';
            }
            """
        );

        await _run.Sandbox.AdvanceAsync("PT1M");
        await SubmitAsync(page);

        await page.WaitForURLAsync("**/check-your-inbox", new() { WaitUntil = WaitUntilState.Commit });
        await _run.Sandbox.RunAsync();
        Assert.Empty(await _run.Sandbox.InboxAsync());
    }

    private static Task SubmitAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Send me the course" }).ClickAsync();
}
