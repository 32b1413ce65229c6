using AngleSharp.Dom;
using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Linting;

/// <summary>A colour, and the rule it comes from if it comes from one.</summary>
internal sealed record MailColour(string Value, StyleRule? Rule);

/// <summary>
/// The colours of a mail: what its elements declare, inherited as CSS does it, over which the dark rules go with their <c>!important</c>.
/// </summary>
/// <param name="light">The rules that were written into the elements.</param>
/// <param name="dark">The rules for the dark, or none.</param>
internal sealed class MailColours(IReadOnlyList<StyleRule> light, IReadOnlyList<StyleRule> dark)
{
    private const string Important = "!important";

    private static readonly string[] Display = ["display"];
    private static readonly string[] TextNames = ["color"];
    private static readonly string[] GroundNames = ["background-color", "background"];

    // The same elements lie around most texts.
    private readonly Dictionary<(IElement, string[]), MailColour?> _own = [];

    public MailColour TextOf(IElement element) =>
        Nearest(element, TextNames) ?? new(dark.Count > 0 ? "#ffffff" : "#000000", null);

    public MailColour GroundOf(IElement element) =>
        Nearest(element, GroundNames) ?? new(dark.Count > 0 ? "#000000" : "#ffffff", null);

    public bool IsHidden(IElement element) => Around(element).Any(each => OwnOf(each, Display) is { Value: "none" });

    private MailColour? Nearest(IElement element, string[] names) =>
        Around(element)
            .Select(each => OwnOf(each, names))
            .FirstOrDefault(colour => colour is { Value: not ("inherit" or "transparent" or "none") });

    private static IEnumerable<IElement> Around(IElement element) => element.GetAncestors().OfType<IElement>().Prepend(element);

    private MailColour? OwnOf(IElement element, string[] names) =>
        _own.TryGetValue((element, names), out var known) ? known : _own[(element, names)] = Read(element, names);

    private MailColour? Read(IElement element, string[] names)
    {
        if (Last(dark, element, names, Important) is { } byNight)
        {
            return new(byNight.Value[..^Important.Length].Trim(), byNight.Rule);
        }

        var own =
            StyleSheet.DeclarationsIn(element.GetAttribute("style") ?? "").LastOrDefault(each => names.Contains(each.Name)).Value
            ?? (names == GroundNames ? element.GetAttribute("bgcolor") : null);
        return own is null ? null : new(own, Last(light, element, names, "")?.Rule);
    }

    private static (string Value, StyleRule Rule)? Last(
        IReadOnlyList<StyleRule> rules,
        IElement element,
        string[] names,
        string ending
    ) =>
        rules
            .Where(rule => rule.Selector.Match(element, null))
            .SelectMany(rule =>
                rule.Declarations.Where(each =>
                        names.Contains(each.Name) && each.Value.EndsWith(ending, StringComparison.Ordinal)
                    )
                    .Select(each => ((string, StyleRule)?)(each.Value, rule))
            )
            .LastOrDefault();
}
