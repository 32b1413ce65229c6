using Microsoft.Playwright;

namespace EmailCourse.Tools.Preview;

/// <summary>A screen that screenshots are taken on.</summary>
/// <param name="Name">The end of the screenshots' file names.</param>
/// <param name="Width">The width in CSS pixels.</param>
/// <param name="Scale">The number of device pixels for one CSS pixel.</param>
/// <param name="Scheme">Light or dark.</param>
internal sealed record Viewport(string Name, int Width, float Scale, ColorScheme Scheme)
{
    public static IReadOnlyList<Viewport> All { get; } =
    [
        new("phone-light", 390, 2, ColorScheme.Light),
        new("phone-dark", 390, 2, ColorScheme.Dark),
        new("desktop-light", 1280, 1, ColorScheme.Light),
        new("desktop-dark", 1280, 1, ColorScheme.Dark),
    ];

    /// <summary>The ending of a screenshot's file name, such as <c>-phone-dark.png</c>.</summary>
    public string Ending => $"-{Name}.png";
}
