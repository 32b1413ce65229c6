using System.Text.RegularExpressions;
using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>The HTML templates in <c>Web/Pages/</c>, each checked against the variables its page has.</summary>
internal sealed partial class PageHtmlCatalog
{
    private readonly Dictionary<Type, CourseTemplate> _pages = [];

    /// <param name="read">Returns the text of a file in <c>Web/Pages/</c>, or null if it is missing.</param>
    /// <exception cref="CourseException">A template is missing or broken; the message lists all that are.</exception>
    public PageHtmlCatalog(Func<string, string?> read)
    {
        var diagnostics = new Diagnostics();
        foreach (var page in typeof(Page).Assembly.GetTypes().Where(IsPage))
        {
            _pages.Add(page, Parse(read, NameOf(page), page, diagnostics));
        }

        Layout = Parse(read, "layout", typeof(Page), diagnostics);
        DeskLayout = Parse(read, "desk-layout", typeof(DeskPage), diagnostics);
        diagnostics.ThrowIfAny();
    }

    /// <summary>Around every page of readers.</summary>
    public CourseTemplate Layout { get; }

    /// <summary>Around every page of the desk.</summary>
    public CourseTemplate DeskLayout { get; }

    public CourseTemplate this[Page page] => _pages[page.GetType()];

    /// <summary>Loads the templates that are built into the engine.</summary>
    public static PageHtmlCatalog LoadEmbedded() => new(file => EmbeddedResourceReader.ReadText($"Pages/{file}"));

    private static bool IsPage(Type type) => type.IsSubclassOf(typeof(Page)) && !type.IsAbstract;

    // CheckYourInboxPage is shown by check-your-inbox.html.
    private static string NameOf(Type page) =>
        Capital()
            .Replace(
                page.Name[..^nameof(Page).Length],
                letter => (letter.Index > 0 ? "-" : "") + letter.Value.ToLowerInvariant()
            );

    private static CourseTemplate Parse(Func<string, string?> read, string name, Type page, Diagnostics diagnostics)
    {
        var file = $"Web/Pages/{name}.html";
        var source = read($"{name}.html");
        if (source is null)
        {
            diagnostics.Add(file, "is missing");
        }

        var scope = new TemplateScope(TemplateKinds.PageHtml, page, typeof(PageLayoutVariables));
        return CourseTemplate.Parse(file, 1, source ?? "", scope, diagnostics);
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
