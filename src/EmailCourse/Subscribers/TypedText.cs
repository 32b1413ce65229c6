using System.Text;

namespace EmailCourse.Subscribers;

/// <summary>Normalises a line of typed text.</summary>
internal static class TypedText
{
    /// <summary>
    /// Trims the text and puts it into Unicode normalization form C. What is no character becomes U+FFFD, which no field allows.
    /// </summary>
    public static string Tidy(string? text) =>
        string.Concat((text ?? "").EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune))
            .Trim()
            .Normalize(NormalizationForm.FormC);
}
