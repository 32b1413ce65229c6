using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>Mail scanners visit the links of a mail before its reader does. None may say yes in the reader's place.</summary>
public sealed class ScannerTests(Browser browser, ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Theory]
    [InlineData("opens the page", "undefined")]
    [InlineData("submits its form", "document.forms[0].submit()")]
    [InlineData("presses its first button", "document.querySelector('button').click()")]
    [InlineData(
        "presses it past the browser's own check",
        "document.forms[0].noValidate = true, document.querySelector('button').click()"
    )]
    public async Task A_scanner_confirms_nothing(string what, string script)
    {
        var learner = _run.Learner($"{what.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}@example.org");
        await learner.SignUpAsync();
        await _run.Sandbox.RunAsync();
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(await learner.LinkAsync("confirm"));

        await visit.Page.EvaluateAsync(script);
        await visit.Page.WaitForLoadStateAsync();
        await _run.Sandbox.RunAsync();

        Assert.Equal(["confirm"], await learner.MailKeysAsync());
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Shall we begin?");
        await learner.ConfirmAsync();
        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm", "not-too-much"], await learner.MailKeysAsync());
    }
}
