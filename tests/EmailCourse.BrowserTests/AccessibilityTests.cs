using EmailCourse.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>
/// What axe has to say, in light and dark, on a small telephone and a wide screen; and what a page costs its visitor.
/// </summary>
public sealed class AccessibilityTests(Browser browser, EverythingShown shown) : IClassFixture<EverythingShown>
{
    private const int Narrow = 320;
    private const int Wide = 1280;

    // A mail is shown inside a page of the mail program, which brings the landmarks.
    private static readonly string[] Landmarks = ["region", "landmark-one-main"];

    public static TheoryData<string> Pages => [.. EverythingShown.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_nobody_else_fits_on_a_small_telephone_and_has_nothing_that_axe_objects_to(string page)
    {
        await using var visit = await browser.VisitAsync(width: Narrow);
        await shown.ShowAsync(page, visit.Page);

        Assert.Single(visit.Requests.Select(request => request.Authority).Distinct());
        // That a page was refused is told by every browser, in its own words.
        Assert.All(
            visit.Console,
            line => Assert.Contains("the server responded with a status of 4", line, StringComparison.Ordinal)
        );
        Assert.InRange(await ScrollWidthAsync(visit.Page), 0, Narrow);
        Assert.Empty(await InEveryViewAsync(visit.Page, () => Axe.ObjectionsAsync(visit.Page)));
    }

    [Fact]
    public async Task No_mail_has_anything_that_axe_objects_to()
    {
        await using var visit = await browser.VisitAsync();
        foreach (var (mail, html) in shown.Mails)
        {
            await visit.Page.SetContentAsync(html);
            Assert.Empty(
                (await InEveryViewAsync(visit.Page, () => Axe.ObjectionsAsync(visit.Page, Landmarks))).Select(objection =>
                    $"{mail}, {objection}"
                )
            );
        }
    }

    [Fact]
    public async Task Axe_objects_where_it_should()
    {
        await using var visit = await browser.VisitAsync(scheme: ColorScheme.Dark);
        await visit.Page.SetContentAsync(
            "<html lang=en><title>t</title><main><h1>h</h1>"
                + "<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #222 } }</style><p>too dark"
        );

        var objection = Assert.Single(await Axe.ObjectionsAsync(visit.Page));
        Assert.StartsWith("color-contrast", objection, StringComparison.Ordinal);
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

    [Fact]
    public async Task No_mail_asks_anybody_for_anything()
    {
        await using var visit = await browser.VisitAsync();
        foreach (var html in shown.Mails.Values)
        {
            await visit.Page.SetContentAsync(html, new() { WaitUntil = WaitUntilState.Load });
        }

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Console);
    }

    [Fact]
    public void Every_mail_was_looked_at() =>
        Assert.Equal(
            shown.Lessons.Concat(["confirm", "reminder", "already-subscribed", "confirm-address", "address-changed"]).Order(),
            shown.Mails.Keys.Order()
        );

    // A page follows when it is told of another screen or scheme, as it does on a telephone that is turned or a desk at dusk.
    private static async Task<IReadOnlyList<string>> InEveryViewAsync(IPage page, Func<Task<string[]>> look)
    {
        var seen = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { Narrow, Wide })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 800);
                seen.AddRange((await look()).Select(what => $"{scheme}, {width}: {what}"));
            }
        }

        return seen;
    }

    private static Task<int> ScrollWidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");
}
