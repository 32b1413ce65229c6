using System.Text.RegularExpressions;

namespace EmailCourse.Linting.Text;

/// <summary>
/// A phrase to search for, as <c>lint.yaml</c> writes it. It matches whole words, regardless of case, of the shape of quotes and
/// of line breaks. <c>*</c> ends a word that may go on, <c>…</c> stands for up to five words of the same sentence, <c>^</c> for
/// the beginning of a paragraph.
/// </summary>
internal sealed partial class Phrase
{
    private const string WordCharacter = @"[\p{L}\p{M}\p{N}_]";
    private const string Between = @"[\s\-]+";
    private const string AFewWords = @"(?:[,;:]?[\s\-]+[^\s.!?]+){0,5}?[,;:]?";

    private readonly Regex _regex;

    private Phrase(string source, Regex regex) => (Source, _regex) = (source, regex);

    /// <summary>The phrase as written in <c>lint.yaml</c>.</summary>
    public string Source { get; }

    public static Phrase Parse(string source)
    {
        var normalized = Normalize(source);
        var start = normalized.StartsWith('^') ? "^" : BoundaryBefore(normalized);
        var body = string.Join(
            AFewWords + Between,
            normalized.TrimStart('^').Split('…', StringSplitOptions.TrimEntries).Select(Words)
        );
        return new(
            source,
            new(start + body + BoundaryAfter(normalized), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        );
    }

    public bool IsIn(string text) => _regex.IsMatch(Normalize(text));

    /// <summary>Finds every match: its position in the text, and its words with line breaks turned into spaces.</summary>
    public IEnumerable<(int Index, string Words)> FindIn(string text) =>
        _regex
            .Matches(Normalize(text))
            .Select(match => (match.Index, Blank().Replace(text.Substring(match.Index, match.Length), " ")));

    /// <summary>Whether a match of this phrase goes over a position in the text.</summary>
    public bool Covers(string text, int index) =>
        _regex.Matches(Normalize(text)).Any(match => match.Index <= index && index < match.Index + match.Length);

    // Replaces one character by one, so that a match has the same position in the text as written.
    private static string Normalize(string text) =>
        text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"');

    private static string Words(string part) =>
        string.Join(
            Between,
            Separators()
                .Split(part.Trim())
                .Where(word => word.Length > 0)
                .Select(word => word.EndsWith('*') ? Regex.Escape(word[..^1]) + @"[\p{L}\p{M}]*" : Regex.Escape(word))
        );

    private static string BoundaryBefore(string normalized) => char.IsLetterOrDigit(normalized[0]) ? $"(?<!{WordCharacter})" : "";

    private static string BoundaryAfter(string normalized) =>
        char.IsLetterOrDigit(normalized[^1]) || normalized[^1] == '*' ? $"(?!{WordCharacter})" : "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\s\-]+")]
    private static partial Regex Separators();
}
