using System.Text.RegularExpressions;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>The templates of all pages, parsed and checked against what each page offers.</summary>
internal sealed partial class PageHtmlCatalog
{
    private readonly Dictionary<Type, CourseTemplate> _pages = [];

    /// <param name="read">Gives the text of a file in <c>Web/Pages/</c>.</param>
    /// <exception cref="Course.CourseException">A template is missing or broken; the message lists all that are.</exception>
    public PageHtmlCatalog(Func<string, string?> read)
    {
        var diagnostics = new Diagnostics();
        foreach (var page in typeof(Page).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Page))))
        {
            _pages.Add(page, Parse(read, NameOf(page), page, diagnostics));
        }

        Layout = Parse(read, "layout", typeof(PageFrame), diagnostics);
        diagnostics.ThrowIfAny();
    }

    public CourseTemplate Layout { get; }

    public CourseTemplate this[Page page] => _pages[page.GetType()];

    /// <summary>The template's name: <c>CheckYourInboxPage</c> is shown by <c>check-your-inbox</c>.</summary>
    internal static string NameOf(Type page) =>
        Capital()
            .Replace(
                page.Name[..^nameof(Page).Length],
                letter => (letter.Index > 0 ? "-" : "") + letter.Value.ToLowerInvariant()
            );

    private static CourseTemplate Parse(Func<string, string?> read, string name, Type model, Diagnostics diagnostics)
    {
        var file = $"Web/Pages/{name}.html";
        var source = read($"{name}.html");
        if (source is null)
        {
            diagnostics.Add(file, "is missing");
        }

        var known = TemplateValues.NamesOf(typeof(PageFrame)).Concat(TemplateValues.NamesOf(model)).Distinct().ToList();
        return CourseTemplate.Parse(file, 1, source ?? "", known, diagnostics);
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
