using Microsoft.Playwright;

namespace EmailCourse.Local.Preview;

/// <summary>A screen to look on.</summary>
/// <param name="Name">The end of its pictures' file names.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Scale">Pixels of the screen to one of CSS.</param>
/// <param name="Scheme">Light or dark.</param>
internal sealed record View(string Name, int Width, float Scale, ColorScheme Scheme)
{
    public static IReadOnlyList<View> All { get; } =
    [
        new("phone-light", 390, 2, ColorScheme.Light),
        new("phone-dark", 390, 2, ColorScheme.Dark),
        new("desktop-light", 1280, 1, ColorScheme.Light),
        new("desktop-dark", 1280, 1, ColorScheme.Dark),
    ];

    public string Ending => $"-{Name}.png";

    public bool IsPhone => Width < 600;
}
