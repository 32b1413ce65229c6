using EmailCourse.Course.Markup;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Course.Linting;

/// <summary>Words taken apart as they are read, with their lines.</summary>
internal static class Passages
{
    /// <summary>The site's address while linting.</summary>
    public const string Site = "https://site.invalid/";

    private const string Personal = "https://personal.invalid/";

    /// <summary>The words rendered for a reader called Ana.</summary>
    public static MarkdownDocument Read(CourseTemplate body, CourseContent course, Lesson? lesson) =>
        CourseMarkdown.Parse(body, Variables(course, lesson));

    /// <summary>The one line of a subject or preview line.</summary>
    public static Passage OfLine(CourseTemplate line, CourseContent course, Lesson? lesson) =>
        new(line.File, line.Line, line.Render(Variables(course, lesson), Escaping.None));

    public static IReadOnlyList<Passage> Of(CourseTemplate body, MarkdownDocument read) =>
        [
            .. read.Descendants<LeafBlock>()
                .Where(block => block.Inline is not null)
                .Select(block => new Passage(
                    body.File,
                    body.Line + block.Line,
                    TextOf(block.Inline!),
                    BoxAround(block),
                    IsListItem(block)
                )),
        ];

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

    private static bool IsListItem(Block block) => block.Parent is ListItemBlock;

    private static TemplateVariables Variables(CourseContent course, Lesson? lesson) =>
        new TemplateVariablesFactory(course, SiteLinks.Absolute(new(Site))).Create(
            lesson,
            TemplateVariablesFactory.CreatePersonal("Ana", Personal, Personal, Personal)
        );
}
