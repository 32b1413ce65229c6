using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>The sign-up form under hands that err, and without a mouse.</summary>
public sealed class FormTests(Browser browser, ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task An_error_stands_beside_its_field_and_what_was_written_stays()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync(Landing);
        await page.GetByLabel("Email address").FillAsync("ana@localhost");
        await page.GetByLabel("First name").FillAsync("Ana");
        await page.GetByLabel("Hour of the day").SelectOptionAsync("21");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await SubmitAsync(page);

        await Expect(page.Locator("#email-error")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Email address")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Email address"))
            .ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("name@example\\.org"));
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync("ana@localhost");
        await Expect(page.GetByLabel("First name")).ToHaveValueAsync("Ana");
        await Expect(page.GetByLabel("Hour of the day")).ToHaveValueAsync("21");
        await Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Expect(page.Locator("[aria-invalid]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Errors_are_gathered_where_the_eye_and_the_screen_reader_go_first_and_lead_to_their_fields()
    {
        await using var visit = await browser.VisitAsync(javaScript: true);
        var page = visit.Page;
        await page.GotoAsync(Landing);
        await page.EvaluateAsync(
            "() => { document.forms[0].noValidate = true; document.getElementById('time-zone').value = ''; }"
        );
        await SubmitAsync(page);

        var problems = page.GetByRole(AriaRole.Alert);
        await Expect(problems).ToBeFocusedAsync();
        await Expect(problems).ToBeInViewportAsync();
        await Expect(problems.GetByRole(AriaRole.Link)).ToHaveCountAsync(3);
        foreach (var link in await problems.GetByRole(AriaRole.Link).AllAsync())
        {
            await link.ClickAsync();
            await Expect(page.Locator((await link.GetAttributeAsync("href"))!)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Every_error_is_read_out_with_its_field()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync(Landing);
        await page.EvaluateAsync(
            "() => { document.forms[0].noValidate = true; document.getElementById('time-zone').value = ''; }"
        );
        await page.GetByLabel("First name").FillAsync("Ana2");
        await SubmitAsync(page);

        var fields = page.Locator("[aria-invalid=true]");
        await Expect(fields).ToHaveCountAsync(4);
        foreach (var field in await fields.AllAsync())
        {
            await Expect(field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Please|@"));
        }

        Assert.Equal(
            ["#email", "#first-name", "#time-zone", "#consent"],
            await page.GetByRole(AriaRole.Alert)
                .GetByRole(AriaRole.Link)
                .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")
        );
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_keyboard_goes_through_the_page_in_the_order_it_is_read(int width)
    {
        await using var visit = await browser.VisitAsync(width: width);
        var page = visit.Page;
        await page.GotoAsync(Landing);

        // Its link stands beside the tick and at the foot.
        const string Privacy = "What we keep, and why";
        var stops = new List<string>();
        while (stops.Count < 30 && stops.Count(stop => stop == Privacy) < 2)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.Locator(":focus").EvaluateAsync<string>("element => element.id || element.textContent.trim()"));
        }

        Assert.Equal("Skip to the text", stops[0]);
        Assert.Equal(
            ["email", "first-name", "hour", "time-zone", "consent", Privacy, "Send me the course"],
            stops.SkipWhile(stop => stop != "email").Take(7)
        );
        Assert.Equal(["findahelpline.com", "Front page", "Find your lessons", Privacy], stops.TakeLast(4));
    }

    [Fact]
    public async Task Whoever_skips_to_the_text_is_there()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(Landing);

        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_empty_form_does_not_leave_the_browser()
    {
        await using var visit = await browser.VisitAsync(javaScript: false);
        await visit.Page.GotoAsync(Landing);

        await SubmitAsync(visit.Page);

        await Expect(visit.Page.GetByLabel("Email address")).ToBeFocusedAsync();
        Assert.DoesNotContain(visit.Requests, request => request.AbsolutePath == "/api/signup");
    }

    [Fact]
    public async Task Signing_up_needs_no_mouse()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync(Landing);

        await TabToAsync(page, "email");
        await page.Keyboard.TypeAsync("keys@example.org");
        await TabToAsync(page, "first-name");
        await page.Keyboard.TypeAsync("Kim");
        await TabToAsync(page, "hour");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "time-zone");
        await TabToAsync(page, "consent");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/check-your-inbox", new() { WaitUntil = WaitUntilState.Commit });

        await _run.Sandbox.RunAsync();
        Assert.Equal(["confirm"], await _run.Learner("keys@example.org").MailKeysAsync());
    }

    [Fact]
    public async Task Confirming_needs_no_mouse_either()
    {
        var kim = _run.Learner("kim@example.org");
        await kim.SignUpAsync();
        await _run.Sandbox.RunAsync();
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(await kim.LinkAsync("confirm"));
        var button = visit.Page.GetByRole(AriaRole.Button);
        await TabToAsync(visit.Page, "start-now");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowUp");

        for (var stops = 0; stops < 6 && await button.EvaluateAsync<bool>("button => button !== document.activeElement"); stops++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.NotEqual("none", await button.EvaluateAsync<string>("button => getComputedStyle(button).outlineStyle"));
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Welcome");
    }

    private string Landing => _run.Site.Http.BaseAddress!.ToString();

    private static Task SubmitAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Send me the course" }).ClickAsync();

    /// <summary>Presses Tab until the field has the focus, and sees that every stop on the way can be seen.</summary>
    private static async Task TabToAsync(IPage page, string id)
    {
        for (var stops = 0; stops < 20; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = page.Locator(":focus");
            Assert.NotEqual("none", await focus.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle"));
            await Expect(focus).ToBeInViewportAsync();
            if (await focus.GetAttributeAsync("id") == id)
            {
                return;
            }
        }

        Assert.Fail($"Twenty presses of Tab do not reach #{id}.");
    }
}
