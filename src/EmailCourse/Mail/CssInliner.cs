using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EmailCourse.Course.Markup;

namespace EmailCourse.Mail;

/// <summary>Writes the rules of a style sheet into the <c>style</c> attributes of the elements they match.</summary>
internal static class CssInliner
{
    /// <summary>
    /// Returns the document with its rules inlined: more specific and later rules win, and what an element declares itself wins
    /// over all. Comments are kept, among them those that only Outlook reads.
    /// </summary>
    public static string Inline(string html, StyleSheet style)
    {
        var document = new HtmlParser().ParseDocument(html);
        var own = document
            .QuerySelectorAll("[style]")
            .ToDictionary(element => element, element => element.GetAttribute("style")!);
        var declared = new Dictionary<IElement, List<(string Name, string Value)>>();
        foreach (var rule in style.Inline)
        {
            Collect(document.Body!, rule, declared);
        }

        foreach (var (element, declarations) in declared)
        {
            declarations.AddRange(StyleSheet.DeclarationsIn(own.GetValueOrDefault(element, "")));
            element.SetAttribute("style", Merge(declarations));
        }

        return document.ToHtml();
    }

    private static void Collect(IElement body, StyleRule rule, Dictionary<IElement, List<(string Name, string Value)>> declared)
    {
        foreach (var element in body.QuerySelectorAll("*").Prepend(body).Where(element => rule.Selector.Match(element, null)))
        {
            if (!declared.TryGetValue(element, out var declarations))
            {
                declared.Add(element, declarations = []);
            }

            declarations.AddRange(rule.Declarations);
        }
    }

    // The last declaration of a property wins and takes the last place, so that "margin" after "margin-top" still resets it.
    private static string Merge(List<(string Name, string Value)> declarations) =>
        string.Join(
            "; ",
            declarations
                .Select((declaration, index) => (declaration.Name, declaration.Value, index))
                .GroupBy(declaration => declaration.Name, StringComparer.OrdinalIgnoreCase)
                .Select(same => same.Last())
                .OrderBy(declaration => declaration.index)
                .Select(declaration => $"{declaration.Name}: {declaration.Value}")
        );
}
