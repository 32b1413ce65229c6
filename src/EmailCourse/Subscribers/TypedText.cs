using System.Text;

namespace EmailCourse.Subscribers;

/// <summary>A line as a person typed it, made comparable.</summary>
internal static class TypedText
{
    /// <summary>The text trimmed and in Unicode's form C; what is no character becomes U+FFFD, which no rule of ours allows.</summary>
    public static string Tidy(string? text) =>
        string.Concat((text ?? "").EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune))
            .Trim()
            .Normalize(NormalizationForm.FormC);
}
