using EmailCourse.Course;
using EmailCourse.Course.Markup;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Linting.Text;

/// <summary>Renders templates for a sample recipient and splits them into text blocks that know their line.</summary>
internal static class TextBlockReader
{
    /// <summary>The address of the site in links of rendered texts.</summary>
    public const string Site = "https://site.invalid/";

    private const string Name = "Ana";

    /// <summary>The greeting in rendered texts.</summary>
    public static readonly string Greeting = Course.Greeting.To(Name);

    private const string PersonalLink = "https://personal.invalid/";

    /// <summary>Renders the Markdown of a body for a recipient called Ana and parses it.</summary>
    public static MarkdownDocument Parse(CourseTemplate body, CourseContent course, Lesson? lesson) =>
        CourseMarkdown.Parse(body, Variables(course, lesson));

    /// <summary>Renders a template of one line, such as a subject.</summary>
    public static TextBlock ReadLine(CourseTemplate line, CourseContent course, Lesson? lesson) =>
        new(line.File, line.Line, line.Render(Variables(course, lesson), Escaping.None));

    /// <param name="body">The template, for its file and line.</param>
    /// <param name="document">What <see cref="Parse"/> made of it.</param>
    public static IReadOnlyList<TextBlock> Read(CourseTemplate body, MarkdownDocument document) =>
        [
            .. document
                .Descendants<LeafBlock>()
                .Where(block => block.Inline is not null)
                .Select(block => new TextBlock(
                    body.File,
                    body.Line + block.Line,
                    TextOf(block.Inline!),
                    BoxAround(block),
                    block.Parent is ListItemBlock
                )),
        ];

    /// <summary>The text of inline elements without their markup.</summary>
    public static string TextOf(ContainerInline inlines) =>
        string.Concat(
            inlines.Select(inline =>
                inline switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    LineBreakInline => "\n",
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    CodeInline code => code.Content,
                    AutolinkInline link => link.Url,
                    ContainerInline container => TextOf(container),
                    _ => "",
                }
            )
        );

    private static string? BoxAround(Block block)
    {
        for (var around = block.Parent; around is not null; around = around.Parent)
        {
            if (around is CustomContainer box)
            {
                return box.Info;
            }
        }

        return null;
    }

    private static TemplateVariables Variables(CourseContent course, Lesson? lesson) =>
        new TemplateVariablesFactory(course, SiteLinks.Absolute(new(Site))).Create(
            lesson,
            TemplateVariablesFactory.CreatePersonal(Name, PersonalLink, PersonalLink, PersonalLink, PersonalLink, PersonalLink)
        );
}
