using System.Text;

namespace EmailCourse.Course;

/// <summary>How a text addresses a subscriber, with or without a first name.</summary>
internal static class Greeting
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>"Hello Ana," or, without a name, "Hello,".</summary>
    public static string To(string? firstName) => string.IsNullOrEmpty(firstName) ? "Hello," : $"Hello {Isolate(firstName)},";

    /// <summary>", Ana" or, without a name, nothing.</summary>
    public static string CommaName(string? firstName) => string.IsNullOrEmpty(firstName) ? "" : $", {Isolate(firstName)}";

    // A name written from right to left would reorder the comma and the words beside it. Unlike an element, these characters also
    // work in a subject and in plain text: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.
    private static string Isolate(string name) =>
        name.EnumerateRunes().Any(IsRightToLeft) ? FirstStrongIsolate + name + PopDirectionalIsolate : name;

    // Hebrew to Arabic Extended, the presentation forms, and the two ranges of the first supplementary plane that Unicode keeps
    // for such scripts.
    private static bool IsRightToLeft(Rune letter) =>
        letter.Value
            is (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);
}
