using EmailCourse.BrowserTests.Installation;
using EmailCourse.Tools.Browsing;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests.Browsing;

/// <summary>One Chromium for all tests; each visit is as fresh as a private window.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright, await ChromiumInstaller.FindOrInstallAsync(_playwright));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A visitor from New York.</summary>
    internal async Task<Visit> VisitAsync(bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        await Visit.BeginAsync(
            await _browser.NewContextAsync(
                new()
                {
                    JavaScriptEnabled = javaScript,
                    Locale = "en-US",
                    TimezoneId = "America/New_York",
                    ViewportSize = new() { Width = width, Height = 800 },
                    ColorScheme = scheme,
                    // Motion would let a check see a page half way.
                    ReducedMotion = ReducedMotion.Reduce,
                }
            )
        );
}
