using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>Mail scanners visit the links of a mail before its reader does. None may say yes in the reader's place.</summary>
public sealed class ScannerTests(Browser browser, ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    public static TheoryData<string, string> Scanners { get; } =
        new()
        {
            { "opens the page", "undefined" },
            { "submits its form", "document.forms[0].submit()" },
            { "presses its first button", "document.querySelector('button').click()" },
            {
                "presses it past the browser's own check",
                "document.forms[0].noValidate = true, document.querySelector('button').click()"
            },
        };

    [Theory]
    [MemberData(nameof(Scanners))]
    public async Task A_scanner_confirms_nothing(string what, string script)
    {
        var learner = _run.Learner(AddressOf(what));
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

    [Theory]
    [MemberData(nameof(Scanners))]
    public async Task A_scanner_moves_no_course(string what, string script)
    {
        var (old, learner) = (_run.Learner("old-" + AddressOf(what)), _run.Learner("new-" + AddressOf(what)));
        await old.BeginAsync();
        await old.ChangeAddressAsync(learner.Email);
        await _run.Sandbox.RunAsync();
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(await learner.LinkAsync("confirm-address"));

        await visit.Page.EvaluateAsync(script);
        await visit.Page.WaitForLoadStateAsync();
        await _run.Sandbox.RunAsync();

        Assert.Equal(["confirm", "not-too-much"], await old.MailKeysAsync());
        await visit.Page.GetByLabel("Yes, I asked for it").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions
            .Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Your emails now come here");
        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm", "not-too-much", "address-changed"], await old.MailKeysAsync());
    }

    private static string AddressOf(string scanner) =>
        $"{scanner.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}@example.org";
}
