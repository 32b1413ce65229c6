using EmailCourse.Course.Loading;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Course.Markup;

/// <summary>The Markdown of the course: CommonMark with boxes (<c>::: practice</c>) and classes (<c>{.button}</c>), without HTML.</summary>
internal static class CourseMarkdown
{
    private static readonly string[] Boxes = ["practice", "question", "sources", "care"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        // Or links would not know their lines.
        .UsePreciseSourceLocation()
        .DisableHtml()
        .UseCustomContainers()
        // Must come last: it attaches classes to what the others parse.
        .UseGenericAttributes()
        .Build();

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    public static RawHtml ToHtml(MarkdownDocument document) => new(document.ToHtml(Pipeline));

    /// <summary>
    /// Checks links and boxes of a body rendered with sample values, whose links all begin with <paramref name="sampleLink"/>.
    /// </summary>
    public static void Check(CourseTemplate body, string rendered, string sampleLink, Diagnostics diagnostics)
    {
        foreach (var node in Parse(rendered).Descendants())
        {
            if (node is LinkInline link && !IsAllowed(link.Url, sampleLink))
            {
                Refuse(node, $"'{link.Url}' must be https, mailto or a link variable like {{{{ site_link }}}}");
            }
            else if (node is CustomContainer box && !Boxes.Contains(box.Info))
            {
                Refuse(node, $"unknown box '{box.Info}'. Known: {string.Join(", ", Boxes)}");
            }
        }

        void Refuse(MarkdownObject node, string message) => diagnostics.Add(body.File, body.Line + node.Line, message);
    }

    private static bool IsAllowed(string? url, string sampleLink) =>
        url is not null && (url.StartsWith(sampleLink, StringComparison.Ordinal) || SchemeOf(url) is "https" or "mailto");

    private static string? SchemeOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var target) ? target.Scheme : null;
}
