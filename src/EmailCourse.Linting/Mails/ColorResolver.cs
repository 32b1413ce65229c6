using AngleSharp.Dom;
using EmailCourse.Course.Markup;

namespace EmailCourse.Linting.Mails;

/// <summary>
/// A CSS color, and the rule it comes from; <see langword="null"/> for an attribute or the mail program's default.
/// </summary>
internal sealed record ResolvedColor(string Value, StyleRule? Rule);

/// <summary>
/// Resolves the colors of a mail's elements: their own declarations, inherited as CSS does it, overridden by the dark rules that
/// say <c>!important</c>.
/// </summary>
/// <param name="inlined">The rules that were written into the elements.</param>
/// <param name="dark">The rules for readers who prefer dark; empty to resolve the light colors.</param>
internal sealed class ColorResolver(IReadOnlyList<StyleRule> inlined, IReadOnlyList<StyleRule> dark)
{
    private const string Important = "!important";

    private static readonly string[] Display = ["display"];
    private static readonly string[] Foreground = ["color"];
    private static readonly string[] Background = ["background-color", "background"];

    // Most texts have the same elements around them.
    private readonly Dictionary<(IElement, string[]), ResolvedColor?> _declared = [];

    public ResolvedColor ForegroundOf(IElement element) =>
        Nearest(element, Foreground) ?? new(dark.Count > 0 ? "#ffffff" : "#000000", null);

    public ResolvedColor BackgroundOf(IElement element) =>
        Nearest(element, Background) ?? new(dark.Count > 0 ? "#000000" : "#ffffff", null);

    public bool IsHidden(IElement element) =>
        SelfAndAncestors(element).Any(each => DeclaredOn(each, Display) is { Value: "none" });

    private ResolvedColor? Nearest(IElement element, string[] properties) =>
        SelfAndAncestors(element)
            .Select(each => DeclaredOn(each, properties))
            .FirstOrDefault(color => color is { Value: not ("inherit" or "transparent" or "none") });

    private static IEnumerable<IElement> SelfAndAncestors(IElement element) =>
        element.GetAncestors().OfType<IElement>().Prepend(element);

    private ResolvedColor? DeclaredOn(IElement element, string[] properties) =>
        _declared.TryGetValue((element, properties), out var known)
            ? known
            : _declared[(element, properties)] = Resolve(element, properties);

    private ResolvedColor? Resolve(IElement element, string[] properties)
    {
        if (Last(dark, element, properties, Important) is { } important)
        {
            return new(important.Value[..^Important.Length].Trim(), important.Rule);
        }

        var own =
            StyleSheet
                .DeclarationsIn(element.GetAttribute("style") ?? "")
                .LastOrDefault(each => properties.Contains(each.Name))
                .Value
            ?? (properties == Background ? element.GetAttribute("bgcolor") : null);
        return own is null ? null : new(own, Last(inlined, element, properties, "")?.Rule);
    }

    private static (string Value, StyleRule Rule)? Last(
        IReadOnlyList<StyleRule> rules,
        IElement element,
        string[] properties,
        string ending
    ) =>
        rules
            .Where(rule => rule.Selector.Match(element, null))
            .SelectMany(rule =>
                rule.Declarations.Where(each =>
                        properties.Contains(each.Name) && each.Value.EndsWith(ending, StringComparison.Ordinal)
                    )
                    .Select(each => ((string, StyleRule)?)(each.Value, rule))
            )
            .LastOrDefault();
}
