using EmailCourse.Local.Browsing;
using Microsoft.Playwright;

namespace EmailCourse.Local.Preview;

/// <summary>Takes a picture of everything, in full length, on every <see cref="View"/>.</summary>
internal static class Pictures
{
    /// <returns>Whether pictures were taken: not where there is no Chromium, and then it is said how to get it.</returns>
    public static async Task<bool> TakeAsync(PreviewFolder folder, IReadOnlyList<Exhibit> exhibits)
    {
        using var playwright = await Playwright.CreateAsync();
        if (Chromium.Find(playwright) is not { } program)
        {
            Console.WriteLine($"There are no pictures, for Chromium was not found. {Chromium.HowToInstall}");
            return false;
        }

        Console.WriteLine($"Taking {exhibits.Count * View.All.Count} pictures ...");
        await using var browser = await Chromium.LaunchAsync(playwright, program);
        await Task.WhenAll(View.All.Select(view => TakeAsync(browser, view, folder, exhibits)));
        return true;
    }

    private static async Task TakeAsync(IBrowser browser, View view, PreviewFolder folder, IReadOnlyList<Exhibit> exhibits)
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = view.Width, Height = 800 },
                DeviceScaleFactor = view.Scale,
                ColorScheme = view.Scheme,
                TimezoneId = "Europe/Berlin",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await context.NewPageAsync();
        foreach (var exhibit in exhibits)
        {
            await page.GotoAsync(new Uri(folder.At(exhibit.File(".html"))).AbsoluteUri);
            await page.ScreenshotAsync(new() { Path = folder.At(exhibit.File(view.Ending)), FullPage = true });
        }
    }
}
