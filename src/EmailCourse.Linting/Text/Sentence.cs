using System.Text.RegularExpressions;

namespace EmailCourse.Linting.Text;

/// <summary>A sentence of a text.</summary>
/// <param name="Index">The position in the text at which it begins, from 0.</param>
/// <param name="Text">The sentence, trimmed.</param>
internal sealed partial record Sentence(int Index, string Text)
{
    public IReadOnlyList<string> Words => WordsIn(Text);

    /// <summary>
    /// Whether it ends with a full stop or the like; headings and greetings do not, and count for no reading grade.
    /// </summary>
    public bool IsComplete => Ending().IsMatch(Text);

    /// <summary>The words of a text: runs of letters and digits. "don't" and "old-fashioned" are one word each.</summary>
    public static IReadOnlyList<string> WordsIn(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    /// <summary>Splits a text into sentences; what follows the last full stop is one too.</summary>
    public static IEnumerable<Sentence> Split(string text)
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
