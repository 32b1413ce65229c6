using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmailCourse.Subscribers;

/// <summary>
/// A first name in any script, or none. Only letters, marks, spaces and <c>- ' .</c>: nothing that could carry a link, markup or
/// one of our own substitution tags (which all hold an underscore) into a mail.
/// </summary>
internal readonly partial record struct FirstName
{
    public const int MaxLength = 40;

    private readonly string? _value;

    // Equality: an empty name and none are the same.
    private FirstName(string value) => _value = value.Length > 0 ? value : null;

    public static FirstName None => default;

    public string Value => _value ?? "";

    public bool IsGiven => Value.Length > 0;

    /// <summary>Restores a name that was accepted before.</summary>
    public static FirstName Stored(string value) => new(value);

    /// <summary>
    /// Parses a name as typed; an empty text is <see cref="None"/>. On failure <paramref name="problem"/> is a sentence to show.
    /// </summary>
    public static bool TryParse(string? text, out FirstName name, out string problem)
    {
        var typed = TypedText.Tidy(text).Replace('\u2019', '\'');
        problem =
            new StringInfo(typed).LengthInTextElements > MaxLength || typed.Length > 4 * MaxLength
                ? $"Please shorten your first name to {MaxLength} letters, or leave it out."
            : typed.EnumerateRunes().All(IsAllowed) && !Domain().IsMatch(typed) ? ""
            : "Please use only letters, spaces, hyphens and apostrophes for your first name, or leave it out.";
        name = problem.Length == 0 ? new FirstName(typed) : None;
        return problem.Length == 0;
    }

    public override string ToString() => Value;

    private static bool IsAllowed(Rune rune) =>
        rune.Value is ' ' or '-' or '\'' or '.'
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;

    // Mail programs turn "a.co" into a link; "J.R." is a name.
    [GeneratedRegex(@"\.[\p{L}\p{M}]{2}")]
    private static partial Regex Domain();
}
