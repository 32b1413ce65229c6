using EmailCourse.Course.Loading;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Course.Markup;

/// <summary>
/// The Markdown of the course: CommonMark with boxes (<c>::: practice</c>) and classes (<c>{.button}</c>), without HTML.
/// </summary>
internal static class CourseMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        // Or links would not know their lines.
        .UsePreciseSourceLocation()
        .DisableHtml()
        .UseCustomContainers()
        .Use<BoxHtmlExtension>()
        // Must come last: it attaches classes to what the others parse.
        .UseGenericAttributes()
        .Build();

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>Renders a body with its variables and parses what comes out: the author's words and nothing else.</summary>
    /// <exception cref="CourseException">The body uses a value in a way it cannot be used.</exception>
    public static MarkdownDocument Parse(CourseTemplate body, TemplateVariables variables) =>
        Parse(body.Render(variables, Escaping.Markdown));

    /// <summary>As a reader sees it: every practice ends with the words of <paramref name="practiceEnd"/>.</summary>
    /// <inheritdoc cref="Parse(CourseTemplate, TemplateVariables)" path="/exception" />
    public static MarkdownDocument Parse(CourseTemplate body, CourseTemplate practiceEnd, TemplateVariables variables)
    {
        var document = Parse(body, variables);
        foreach (var box in document.Descendants<CustomContainer>().Where(box => box.Info == BoxKinds.Practice).ToList())
        {
            foreach (var block in Parse(practiceEnd, variables).ToList())
            {
                block.Parent!.Remove(block);
                block.GetAttributes().AddClass("end");
                box.Add(block);
            }
        }

        return document;
    }

    public static RawHtml ToHtml(MarkdownDocument document) => new(document.ToHtml(Pipeline));

    /// <summary>
    /// Reports links that lead elsewhere than to https or mailto, boxes that are unknown or lack a part, and what Markdig
    /// refuses.
    /// </summary>
    /// <param name="body">Where the text came from.</param>
    /// <param name="rendered">The body, rendered with sample values.</param>
    /// <param name="sampleLink">What all links among the sample values begin with.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void Check(CourseTemplate body, string rendered, string sampleLink, Diagnostics diagnostics)
    {
        foreach (var node in TryParse(rendered)?.Descendants() ?? [])
        {
            if (node is LinkInline link && !IsAllowed(link.Url, sampleLink))
            {
                Report(node, $"'{link.Url}' must be https, mailto or a link variable like {{{{ site_link }}}}");
            }
            else if (node is CustomContainer box && BoxKinds.ProblemWith(box) is { } problem)
            {
                Report(node, problem);
            }
        }

        void Report(MarkdownObject node, string message) => diagnostics.Add(body.File, body.Line + node.Line, message);

        MarkdownDocument? TryParse(string markdown)
        {
            try
            {
                var document = Parse(markdown);
                ToHtml(document);
                return document;
            }
            catch (ArgumentException)
            {
                // Markdig's limits, one for reading and one for writing. They say nothing of the place.
                diagnostics.Add(body.File, body.Line, "lists, quotations or emphasis are nested too deeply");
                return null;
            }
        }
    }

    private static bool IsAllowed(string? url, string sampleLink) =>
        url is not null && (url.StartsWith(sampleLink, StringComparison.Ordinal) || SchemeOf(url) is "https" or "mailto");

    private static string? SchemeOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var target) ? target.Scheme : null;
}
