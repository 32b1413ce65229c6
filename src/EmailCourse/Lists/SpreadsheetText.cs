using System.Text.RegularExpressions;

namespace EmailCourse.Lists;

/// <summary>
/// Keeps spreadsheets from running what somebody typed: a text that they would take for a formula begins with an apostrophe in
/// the list. Source: https://owasp.org/www-community/attacks/CSV_Injection.
/// </summary>
internal static partial class SpreadsheetText
{
    /// <summary>Puts an apostrophe before what would be a formula.</summary>
    public static string Neutralize(string text) => Formula().IsMatch(text) ? $"'{text}" : text;

    /// <summary>Takes away what <see cref="Neutralize"/> put there, and nothing else.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && Formula().IsMatch(text) ? text[1..] : text;

    // What begins like a neutralized text is neutralized too, so that every text comes back as it was.
    [GeneratedRegex(@"^'*[=+\-@\t\r]")]
    private static partial Regex Formula();
}
