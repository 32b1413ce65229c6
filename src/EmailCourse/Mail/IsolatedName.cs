namespace EmailCourse.Mail;

/// <summary>
/// A name as it stands inside a sentence. One that is written from right to left brings its own direction with it, so that it leaves the comma
/// and the words beside it where they are. The marks work in a subject and a text part as well as in HTML, where an element would not.
/// Source: Unicode Standard Annex 9, https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.
/// </summary>
internal static class IsolatedName
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    // The blocks whose letters run from right to left: Hebrew to Arabic Extended, the presentation forms, and the two ranges of the first
    // supplementary plane that Unicode keeps for such scripts.
    private static readonly (int First, int Last)[] RightToLeft =
    [
        (0x0590, 0x08FF),
        (0xFB1D, 0xFDFF),
        (0xFE70, 0xFEFF),
        (0x10800, 0x10FFF),
        (0x1E800, 0x1EFFF),
    ];

    /// <summary>The name itself, between isolates if any letter of it runs from right to left.</summary>
    public static string Of(string name) =>
        name.EnumerateRunes().Any(rune => RightToLeft.Any(block => rune.Value >= block.First && rune.Value <= block.Last))
            ? FirstStrongIsolate + name + PopDirectionalIsolate
            : name;
}
