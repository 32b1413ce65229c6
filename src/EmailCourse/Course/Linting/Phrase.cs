using System.Text.RegularExpressions;

namespace EmailCourse.Course.Linting;

/// <summary>
/// Words to look for, as <c>lint.yaml</c> writes them. Whole words only, whatever their case, the shape of their quotes and the line they
/// break on. <c>*</c> ends a word that may go on, <c>…</c> stands for up to five words of the same sentence, <c>^</c> for the beginning
/// of a paragraph.
/// </summary>
internal sealed partial class Phrase
{
    private const string WordCharacter = @"[\p{L}\p{M}\p{N}_]";
    private const string Between = @"[\s\-]+";
    private const string AFewWords = @"(?:[,;:]?[\s\-]+[^\s.!?]+){0,5}?[,;:]?";

    private readonly Regex _regex;

    private Phrase(string source, Regex regex) => (Source, _regex) = (source, regex);

    public string Source { get; }

    public static Phrase Of(string source)
    {
        var plain = Plain(source);
        var start = plain.StartsWith('^') ? "^" : BoundaryBefore(plain);
        var body = string.Join(
            AFewWords + Between,
            plain.TrimStart('^').Split('…', StringSplitOptions.TrimEntries).Select(Words)
        );
        return new(source, new(start + body + BoundaryAfter(plain), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
    }

    public bool IsIn(string text) => _regex.IsMatch(Plain(text));

    /// <summary>Where it stands in the text, first to last.</summary>
    public IEnumerable<(int Index, string Words)> In(string text) =>
        _regex
            .Matches(Plain(text))
            .Select(match => (match.Index, Blank().Replace(text.Substring(match.Index, match.Length), " ")));

    // One character for one, so that what is found has the same place in the text as it was written.
    private static string Plain(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"');

    private static string Words(string part) =>
        string.Join(
            Between,
            Separators()
                .Split(part.Trim())
                .Where(word => word.Length > 0)
                .Select(word => word.EndsWith('*') ? Regex.Escape(word[..^1]) + @"[\p{L}\p{M}]*" : Regex.Escape(word))
        );

    private static string BoundaryBefore(string plain) => char.IsLetterOrDigit(plain[0]) ? $"(?<!{WordCharacter})" : "";

    private static string BoundaryAfter(string plain) =>
        char.IsLetterOrDigit(plain[^1]) || plain[^1] == '*' ? $"(?!{WordCharacter})" : "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\s\-]+")]
    private static partial Regex Separators();
}
