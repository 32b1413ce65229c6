using EmailCourse.BrowserTests.Browsing;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>What the landing page costs, and how it behaves while it loads, when motion is unwelcome and on paper.</summary>
public sealed class LandingTests(Browser browser, ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private const int MostBytes = 40 * 1024;

    private const string Shifts = """
        () => new Promise(done => {
          let shifted = 0;
          const see = entries => { for (const { value } of entries) shifted += value; };
          const observer = new PerformanceObserver(list => see(list.getEntries()));
          observer.observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => { see(observer.takeRecords()); done(shifted); }, 300);
        })
        """;

    [Fact]
    public async Task All_of_it_is_less_than_forty_kilobytes()
    {
        await using var visit = await browser.VisitAsync();
        var requests = new List<IRequest>();
        visit.Page.RequestFinished += (_, request) => requests.Add(request);
        await visit.Page.GotoAsync(Landing, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var bytes = 0;
        foreach (var request in requests)
        {
            bytes += await BytesAsync(request);
        }

        // Not every Chromium asks for the icon.
        Assert.Equal(
            ["/", "/assets/site.css", "/assets/site.js"],
            requests.Select(request => new Uri(request.Url).AbsolutePath).Order().Except(["/assets/icon.svg"])
        );
        Assert.InRange(bytes, 1, MostBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Nothing_moves_while_it_loads(int width)
    {
        await using var visit = await browser.VisitAsync(width: width);
        await visit.Page.GotoAsync(Landing, new() { WaitUntil = WaitUntilState.Load });

        Assert.Equal(0, await visit.Page.EvaluateAsync<double>(Shifts));
        await visit.Page.EvaluateAsync(
            "() => document.querySelector('main')"
                + ".prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' }))"
        );
        Assert.NotEqual(0, await visit.Page.EvaluateAsync<double>(Shifts));
    }

    [Fact]
    public async Task It_moves_smoothly_only_for_those_who_like_motion()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(Landing);

        Assert.Equal("auto", await StyleAsync(visit.Page, "html", "scrollBehavior"));
        await visit.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        Assert.Equal("smooth", await StyleAsync(visit.Page, "html", "scrollBehavior"));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.getAnimations().length"));
    }

    [Fact]
    public async Task On_paper_it_is_black_on_white_and_without_what_only_a_screen_can_do()
    {
        await using var visit = await browser.VisitAsync(scheme: ColorScheme.Dark);
        await visit.Page.GotoAsync(Landing);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var gone in new[] { ".dusk", ".signup", ".button", ".skip" })
        {
            await Expect(visit.Page.Locator(gone).First).ToBeHiddenAsync();
        }

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Equal("rgb(0, 0, 0)", await StyleAsync(visit.Page, "h1", "color"));
        Assert.Equal("rgb(255, 255, 255)", await StyleAsync(visit.Page, "body", "backgroundColor"));
    }

    private string Landing => three.Run.Site.Http.BaseAddress!.ToString();

    private static Task<string> StyleAsync(IPage page, string element, string property) =>
        page.Locator(element).First.EvaluateAsync<string>("(element, property) => getComputedStyle(element)[property]", property);

    // Bodies as they travelled, and headers.
    private static async Task<int> BytesAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }
}
