using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Markup;

/// <summary>One flat rule: where it applies, what it declares, and its line in the file.</summary>
internal sealed record StyleRule(ISelector Selector, IReadOnlyList<(string Name, string Value)> Declarations, int Line);

/// <summary>
/// A mail's style: rules that go into elements, because many mail programs read nothing else, and the rest for the head.
/// </summary>
/// <param name="Inline">From the weakest to the strongest, as CSS ranks them.</param>
/// <param name="Embedded">As written.</param>
/// <param name="Dark">Those of the embedded rules that count where a reader prefers dark, ranked as the inline ones are.</param>
internal sealed partial record StyleSheet(IReadOnlyList<StyleRule> Inline, string Embedded, IReadOnlyList<StyleRule> Dark)
{
    /// <summary>
    /// Parses flat CSS: rules, at-rules and comments. At-rules and rules with <c>:</c> in the selector are kept for the head.
    /// </summary>
    public static StyleSheet Parse(string file, string css, Diagnostics diagnostics)
    {
        // Blanking comments instead of cutting them keeps the line numbers.
        var plain = Comment().Replace(css, comment => Visible().Replace(comment.Value, " "));
        var (inline, embedded, dark, end) = (new List<StyleRule>(), new List<string>(), new List<StyleRule>(), 0);
        foreach (Match rule in Rule().Matches(plain))
        {
            end = rule.Index + rule.Length;
            var selector = rule.Groups["selector"].Value.Trim();
            if (selector.Contains('@', StringComparison.Ordinal) || selector.Contains(':', StringComparison.Ordinal))
            {
                embedded.Add(rule.Value.Trim());
                dark.AddRange(DarkScheme().IsMatch(selector) ? InsideOf(rule, plain) : []);
            }
            else if (RuleOf(rule, plain, 0) is { } parsed)
            {
                inline.Add(parsed);
            }
            else
            {
                diagnostics.Add(file, LineOf(plain, rule.Groups["selector"]), $"'{selector}' is not a selector");
            }
        }

        if (plain[end..].TrimStart() is { Length: > 0 } rest)
        {
            diagnostics.Add(file, LineAt(plain, plain.Length - rest.Length), $"is not a flat rule: {rest.Split('\n')[0]}");
        }

        return new(Ranked(inline), string.Join('\n', embedded), Ranked(dark));
    }

    /// <summary>The declarations of a rule or of a <c>style</c> attribute, in order.</summary>
    public static IReadOnlyList<(string Name, string Value)> DeclarationsIn(string body) =>
        [.. Declaration().Matches(body).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim()))];

    private static IReadOnlyList<StyleRule> Ranked(IEnumerable<StyleRule> rules) =>
        [.. rules.OrderBy(rule => rule.Selector.Specificity)];

    private static IEnumerable<StyleRule> InsideOf(Match atRule, string css)
    {
        var body = atRule.Groups["body"];
        return Rule().Matches(body.Value).Select(rule => RuleOf(rule, css, body.Index)).OfType<StyleRule>();
    }

    private static StyleRule? RuleOf(Match rule, string css, int offset)
    {
        var selector = rule.Groups["selector"];
        var line = LineAt(css, offset + selector.Index + selector.Length - selector.Value.TrimStart().Length);
        return new CssSelectorParser().ParseSelector(selector.Value.Trim()) is { } parsed
            ? new(parsed, DeclarationsIn(rule.Groups["body"].Value), line)
            : null;
    }

    private static int LineOf(string css, Group part) => LineAt(css, part.Index + part.Length - part.Value.TrimStart().Length);

    private static int LineAt(string css, int index) => 1 + css.AsSpan(0, index).Count('\n');

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Visible();

    [GeneratedRegex(@"prefers-color-scheme\s*:\s*dark")]
    private static partial Regex DarkScheme();

    [GeneratedRegex(@"\G(?<selector>[^{}]+)\{(?<body>([^{}]|\{[^{}]*\})*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex("""(?<name>[-\w]+)\s*:\s*(?<value>([^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+)""")]
    private static partial Regex Declaration();
}
