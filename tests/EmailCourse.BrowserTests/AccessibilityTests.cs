using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EmailCourse.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>What axe has to say, in light and dark, on a small telephone and a wide screen.</summary>
public sealed class AccessibilityTests(Browser browser, EverythingShown shown) : IClassFixture<EverythingShown>
{
    private const int Narrow = 320;
    private const int Wide = 1280;

    // A mail is shown inside a page of the mail program, which brings the landmarks.
    private static readonly AxeRunOptions WithoutLandmarks = new()
    {
        Rules = new() { ["region"] = new() { Enabled = false }, ["landmark-one-main"] = new() { Enabled = false } },
    };

    // The sandbox frames a mail without scripts, so axe cannot run in there; mails are looked at by themselves.
    private static readonly AxeRunOptions WithoutFrames = new() { Iframes = false };

    public static TheoryData<string> Pages => [.. EverythingShown.Pages];

    public static MatrixTheoryData<string, ColorScheme, int> EveryView => new(EverythingShown.Pages, [ColorScheme.Light, ColorScheme.Dark], [Narrow, Wide]);

    public static MatrixTheoryData<ColorScheme, int> Views => new([ColorScheme.Light, ColorScheme.Dark], [Narrow, Wide]);

    [Theory]
    [MemberData(nameof(EveryView))]
    public async Task A_page_has_nothing_that_axe_objects_to(string page, ColorScheme scheme, int width)
    {
        await using var visit = await browser.VisitAsync(width: width, scheme: scheme);
        await shown.ShowAsync(page, visit.Page);

        Assert.Empty(Objections(await visit.Page.RunAxe(WithoutFrames)));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task No_mail_has_anything_that_axe_objects_to(ColorScheme scheme, int width)
    {
        await using var visit = await browser.VisitAsync(width: width, scheme: scheme);
        foreach (var (mail, html) in shown.Mails)
        {
            await visit.Page.SetContentAsync(html);
            Assert.Empty(Objections(await visit.Page.RunAxe(WithoutLandmarks)).Select(objection => $"{mail}: {objection}"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_on_a_small_telephone(string page)
    {
        await using var visit = await browser.VisitAsync(width: Narrow);
        await shown.ShowAsync(page, visit.Page);

        Assert.InRange(await ScrollWidthAsync(visit.Page), 0, Narrow);
    }

    [Fact]
    public async Task Every_mail_fits_on_a_small_telephone()
    {
        await using var visit = await browser.VisitAsync(width: Narrow);
        foreach (var (mail, html) in shown.Mails)
        {
            await visit.Page.SetContentAsync(html);
            Assert.Equal((mail, true), (mail, await ScrollWidthAsync(visit.Page) <= Narrow));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_says_nothing_to_the_console_and_asks_nobody_else(string page)
    {
        await using var visit = await browser.VisitAsync();
        await shown.ShowAsync(page, visit.Page);

        // That a page was refused is told by every browser, in its own words.
        Assert.All(visit.Console, line => Assert.Contains("the server responded with a status of 4", line, StringComparison.Ordinal));
        Assert.Single(visit.Requests.Select(request => request.Authority).Distinct());
    }

    [Fact]
    public async Task No_mail_asks_anybody_for_anything()
    {
        await using var visit = await browser.VisitAsync();
        foreach (var html in shown.Mails.Values)
            await visit.Page.SetContentAsync(html, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Console);
    }

    [Fact]
    public void Every_kind_of_mail_was_looked_at() =>
        Assert.Subset(shown.Mails.Keys.ToHashSet(), new HashSet<string> { "confirm", "reminder", "already-subscribed", "not-too-much" });

    private static IEnumerable<string> Objections(AxeResult result) => result.Violations.SelectMany(
        violation => violation.Nodes, (violation, node) => $"{violation.Id}: {violation.Help}: {node.Html}");

    private static Task<int> ScrollWidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");
}
