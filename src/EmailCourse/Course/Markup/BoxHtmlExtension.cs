using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;

namespace EmailCourse.Course.Markup;

/// <summary>Lets <see cref="BoxHtmlRenderer"/> write the boxes.</summary>
internal sealed class BoxHtmlExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<HtmlCustomContainerRenderer>(new BoxHtmlRenderer());
}
