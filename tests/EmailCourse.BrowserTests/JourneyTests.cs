using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>From the landing page to the end, as a person goes.</summary>
public sealed class JourneyTests(Browser browser, ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task The_script_chooses_the_visitor_s_own_time_zone()
    {
        await using var visit = await browser.VisitAsync();

        await visit.Page.GotoAsync(Site.ToString());

        await Expect(visit.Page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_up_confirms_reads_and_stops(bool javaScript)
    {
        var ana = _run.Learner($"ana-{(javaScript ? "with" : "without")}-javascript@example.org");
        await using var visit = await browser.VisitAsync(javaScript);
        var page = visit.Page;

        await SignUpAsync(page, ana, chooseZone: !javaScript);
        await Expect(page).ToHaveURLAsync(new Uri(Site, "check-your-inbox").ToString());
        await HasHeadingAsync(page, "Please look in your inbox");

        await _run.Sandbox.RunAsync();
        page = await FollowAsync(page, ana, "confirm", "Yes, send me the course");
        await Expect(page.GetByLabel("Hour of the day")).ToHaveValueAsync("7");
        await page.GetByLabel("Now", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, start the course" }).ClickAsync();
        await HasHeadingAsync(page, "Welcome");

        await _run.Sandbox.RunAsync();
        page = await FollowAsync(page, ana, "not-too-much", "Read in the browser");
        await HasHeadingAsync(page, "Not too much");

        page = await FollowAsync(page, ana, "not-too-much", "Stop these emails");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, stop the emails" }).ClickAsync();
        await HasHeadingAsync(page, "The emails have stopped");

        await _run.Sandbox.AdvanceAsync("P30D");
        Assert.Equal(["confirm", "not-too-much"], await ana.MailKeysAsync());
        Assert.Empty(visit.Console);
        Assert.All(visit.Requests, request => Assert.Equal(Site.Authority, request.Authority));
    }

    [Fact]
    public async Task The_lesson_comes_at_the_hour_and_in_the_zone_of_the_form()
    {
        var ben = _run.Learner("ben@example.org");
        await using var visit = await browser.VisitAsync();

        await SignUpAsync(visit.Page, ben, chooseZone: false);
        await _run.Sandbox.RunAsync();
        await ben.ConfirmAsync();
        await _run.Sandbox.AdvanceAsync("P2D");

        // 07:00 in New York, summer time.
        Assert.Equal(new NodaTime.LocalTime(11, 0), (await ben.LessonsAsync())[1].ReceivedAt.InUtc().TimeOfDay);
    }

    private Uri Site => _run.Site.Http.BaseAddress!;

    private async Task SignUpAsync(IPage page, Learner learner, bool chooseZone)
    {
        await page.GotoAsync(Site.ToString());
        await page.GetByLabel("Email address").FillAsync(learner.Email);
        await page.GetByLabel("First name").FillAsync("Ana");
        await page.GetByLabel("Hour of the day").SelectOptionAsync("7");
        if (chooseZone)
        {
            await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        }

        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me the course" }).ClickAsync();
        await page.WaitForURLAsync(
            url => !new Uri(url).AbsolutePath.Equals("/", StringComparison.Ordinal),
            new() { WaitUntil = WaitUntilState.Commit }
        );
    }

    /// <summary>Opens a mail in the sandbox and follows a link in it, which opens a tab of its own.</summary>
    private async Task<IPage> FollowAsync(IPage page, Learner learner, string mail, string link)
    {
        var received = (await learner.MailsAsync()).Last(each => each.Mail == mail);
        await page.GotoAsync(new Uri(Site, $"sandbox/mail/{received.Id}").ToString());
        return await page.Context.RunAndWaitForPageAsync(() =>
            page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync()
        );
    }

    private static Task HasHeadingAsync(IPage page, string heading) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
}
