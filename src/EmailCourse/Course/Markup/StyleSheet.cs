using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Markup;

/// <summary>One flat rule: where it applies and what it declares.</summary>
internal sealed record StyleRule(ISelector Selector, IReadOnlyList<(string Name, string Value)> Declarations);

/// <summary>
/// A mail's style: rules that go into elements, because many mail programs read nothing else, and the rest for the head.
/// </summary>
/// <param name="Inline">From the weakest to the strongest, as CSS ranks them.</param>
/// <param name="Embedded">As written.</param>
internal sealed partial record StyleSheet(IReadOnlyList<StyleRule> Inline, string Embedded)
{
    /// <summary>
    /// Parses flat CSS: rules, at-rules and comments. At-rules and rules with <c>:</c> in the selector are kept for the head.
    /// </summary>
    public static StyleSheet Parse(string file, string css, Problems problems)
    {
        // Blanking comments instead of cutting them keeps the line numbers.
        var plain = Comment().Replace(css, comment => Visible().Replace(comment.Value, " "));
        var (inline, embedded, end) = (new List<StyleRule>(), new List<string>(), 0);
        var selectors = new CssSelectorParser();
        foreach (Match rule in Rule().Matches(plain))
        {
            end = rule.Index + rule.Length;
            var selector = rule.Groups["selector"].Value.Trim();
            if (selector.Contains('@', StringComparison.Ordinal) || selector.Contains(':', StringComparison.Ordinal))
            {
                embedded.Add(rule.Value.Trim());
            }
            else if (selectors.ParseSelector(selector) is { } parsed)
            {
                inline.Add(new(parsed, DeclarationsIn(rule.Groups["body"].Value)));
            }
            else
            {
                problems.Add(file, LineOf(plain, rule.Groups["selector"]), $"'{selector}' is not a selector");
            }
        }

        if (plain[end..].TrimStart() is { Length: > 0 } rest)
        {
            problems.Add(file, LineAt(plain, plain.Length - rest.Length), $"is not a flat rule: {rest.Split('\n')[0]}");
        }

        return new([.. inline.OrderBy(rule => rule.Selector.Specificity)], string.Join('\n', embedded));
    }

    /// <summary>The declarations of a rule or of a <c>style</c> attribute, in order.</summary>
    public static IReadOnlyList<(string Name, string Value)> DeclarationsIn(string body) => [.. Declaration().Matches(body)
        .Select(match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim()))];

    private static int LineOf(string css, Group part) => LineAt(css, part.Index + part.Length - part.Value.TrimStart().Length);

    private static int LineAt(string css, int index) => 1 + css.AsSpan(0, index).Count('\n');

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Visible();

    [GeneratedRegex(@"\G(?<selector>[^{}]+)\{(?<body>([^{}]|\{[^{}]*\})*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex("""(?<name>[-\w]+)\s*:\s*(?<value>([^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+)""")]
    private static partial Regex Declaration();
}
