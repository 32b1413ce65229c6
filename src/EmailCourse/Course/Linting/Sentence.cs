using System.Text.RegularExpressions;

namespace EmailCourse.Course.Linting;

/// <summary>A sentence, and where it begins in its text.</summary>
internal sealed partial record Sentence(int Index, string Text)
{
    public IReadOnlyList<string> Words => WordsIn(Text);

    /// <summary>Whether it ends as sentences do. A heading or a greeting does not, and says nothing about how hard a text is to read.</summary>
    public bool IsWhole => Ending().IsMatch(Text);

    /// <summary>Runs of letters and digits; "don't" and "old-fashioned" are one word each.</summary>
    public static IReadOnlyList<string> WordsIn(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    public static IEnumerable<Sentence> In(string text)
    {
        var start = 0;
        foreach (Match end in End().Matches(text))
        {
            yield return Trimmed(text, start, end.Index + end.Length);
            start = end.Index + end.Length;
        }

        if (!string.IsNullOrWhiteSpace(text[start..]))
        {
            yield return Trimmed(text, start, text.Length);
        }
    }

    private static Sentence Trimmed(string text, int start, int end)
    {
        var part = text[start..end];
        return new(start + part.Length - part.TrimStart().Length, part.Trim());
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Word();

    // Followed by something that begins a sentence, and not after a title or an initial.
    [GeneratedRegex("""(?<!\b(?:Dr|Mr|Mrs|Ms|St|vs|e\.g|i\.e|\p{Lu}))[.!?…]+["'”’)\]]*(?=\s+["'“‘(\[]*[\p{Lu}\p{N}])""")]
    private static partial Regex End();

    [GeneratedRegex("""[.!?…]["'”’)\]]*$""")]
    private static partial Regex Ending();
}
