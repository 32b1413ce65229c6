using EmailCourse.Tools.Browsing;
using Microsoft.Playwright;

namespace EmailCourse.Tools.Preview;

/// <summary>Takes a screenshot of every item of a preview, in full length, on every <see cref="Viewport"/>.</summary>
/// <param name="folder">The folder that the items were written to, and the screenshots are.</param>
/// <param name="output">Tells what happens.</param>
internal sealed class ScreenshotTaker(PreviewFolder folder, TextWriter output)
{
    /// <returns>Whether screenshots were taken; without Chromium there are none, and the output says how to get it.</returns>
    public async Task<bool> TakeAsync(IReadOnlyList<PreviewItem> items)
    {
        using var playwright = await Playwright.CreateAsync();
        if (Chromium.Find(playwright) is not { } program)
        {
            await output.WriteLineAsync($"There are no pictures, because Chromium was not found. {Chromium.HowToInstall}");
            return false;
        }

        await output.WriteLineAsync($"Taking {items.Count * Viewport.All.Count} pictures ...");
        await using var browser = await Chromium.LaunchAsync(playwright, program);
        await Task.WhenAll(Viewport.All.Select(viewport => TakeAsync(browser, viewport, items)));
        return true;
    }

    private async Task TakeAsync(IBrowser browser, Viewport viewport, IReadOnlyList<PreviewItem> items)
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = viewport.Width, Height = 800 },
                DeviceScaleFactor = viewport.Scale,
                ColorScheme = viewport.Scheme,
                TimezoneId = "Europe/Berlin",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await context.NewPageAsync();
        foreach (var item in items)
        {
            await page.GotoAsync(new Uri(folder.At(item.File(".html"))).AbsoluteUri);
            await page.ScreenshotAsync(new() { Path = folder.At(item.File(viewport.Ending)), FullPage = true });
        }
    }
}
