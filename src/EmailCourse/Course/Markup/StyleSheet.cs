using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Markup;

/// <summary>One CSS rule.</summary>
/// <param name="Selector">The elements it applies to.</param>
/// <param name="Declarations">In the order written.</param>
/// <param name="Line">Its line in the file, from 1.</param>
internal sealed record StyleRule(ISelector Selector, IReadOnlyList<(string Name, string Value)> Declarations, int Line);

/// <summary>
/// The CSS of mails: rules to be inlined, because many mail programs read nothing else, and the rest for the head.
/// </summary>
/// <param name="Inline">The rules to be inlined, in ascending order of specificity.</param>
/// <param name="Embedded">The text of the rules for the head, as written.</param>
/// <param name="Dark">Those for the head that apply where a reader prefers dark, in ascending order of specificity.</param>
internal sealed partial record StyleSheet(IReadOnlyList<StyleRule> Inline, string Embedded, IReadOnlyList<StyleRule> Dark)
{
    /// <summary>
    /// Parses rules, at-rules and comments. At-rules, and rules with <c>:</c> in the selector, go into the head.
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
                dark.AddRange(DarkScheme().IsMatch(selector) ? RulesIn(rule, plain) : []);
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

    /// <summary>Returns the declarations of a rule's body or of a <c>style</c> attribute, in the order written.</summary>
    public static IReadOnlyList<(string Name, string Value)> DeclarationsIn(string body) =>
        [.. Declaration().Matches(body).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim()))];

    private static IReadOnlyList<StyleRule> Ranked(IEnumerable<StyleRule> rules) =>
        [.. rules.OrderBy(rule => rule.Selector.Specificity)];

    private static IEnumerable<StyleRule> RulesIn(Match atRule, string css)
    {
        var body = atRule.Groups["body"];
        return Rule().Matches(body.Value).Select(rule => RuleOf(rule, css, body.Index)).OfType<StyleRule>();
    }

    private static StyleRule? RuleOf(Match rule, string css, int offset)
    {
        var selector = rule.Groups["selector"];
        var line = LineOf(css, selector, offset);
        return new CssSelectorParser().ParseSelector(selector.Value.Trim()) is { } parsed
            ? new(parsed, DeclarationsIn(rule.Groups["body"].Value), line)
            : null;
    }

    private static int LineOf(string css, Group part, int offset = 0) =>
        LineAt(css, offset + part.Index + part.Length - part.Value.TrimStart().Length);

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
