using System.Globalization;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Mail;

/// <summary>
/// Renders Markdown for the text part of a mail. A link alone in its paragraph stands below its words, others become numbered _footnotes.
/// Refuses what it does not know rather than leave it out.
/// </summary>
internal sealed class PlainTextRenderer
{
    // Keeps a footnote's number on the line of its word.
    private const char NoBreak = '\u00A0';

    private readonly List<string> _footnotes = [];

    public static string Render(MarkdownDocument document)
    {
        var renderer = new PlainTextRenderer();
        var body = renderer.Blocks(document, PlainTextFormatter.Width);
        var notes = renderer._footnotes.Select((url, index) => $"[{index + 1}] {url}");
        return string.Join("\n\n", new[] { body, string.Join('\n', notes) }.Where(part => part.Length > 0)).Replace(NoBreak, ' ');
    }

    private string Blocks(IEnumerable<Block> blocks, int width, string between = "\n\n") =>
        string.Join(between, blocks.Select(block => Block(block, width)).Where(text => text.Length > 0));

    private string Block(Block block, int width) =>
        block switch
        {
            HeadingBlock heading => Heading(heading, width),
            ParagraphBlock paragraph when LinkAlone(paragraph) is { } link => Below(link, width),
            ParagraphBlock paragraph when TitleOfBox(paragraph) is { } title => Underlined(
                PlainTextFormatter.Wrap(Inlines(title), width),
                '-'
            ),
            ParagraphBlock paragraph => PlainTextFormatter.Wrap(Inlines(paragraph.Inline), width),
            ListBlock list => Items(list, width),
            QuoteBlock quote => PlainTextFormatter.Prefix(Blocks(quote, width - 2), "> ", "> "),
            // What comes after the practice stands at the margin again, or all boxes would read as one.
            CustomContainer { Info: "question" or "sources" } box => Blocks(box, width),
            CustomContainer box => PlainTextFormatter.Prefix(Blocks(box, width - 4), "    ", "    "),
            CodeBlock code => PlainTextFormatter.Prefix(code.Lines.ToString(), "    ", "    "),
            ThematicBreakBlock => "* * *",
            LinkReferenceDefinitionGroup => "",
            _ => throw new NotSupportedException($"The text part cannot show a {block.GetType().Name}."),
        };

    private string Heading(HeadingBlock heading, int width) =>
        Underlined(PlainTextFormatter.Wrap(Inlines(heading.Inline), width), heading.Level == 1 ? '=' : '-');

    private static string Underlined(string text, char line) =>
        $"{text}\n{new string(line, text.Split('\n').Max(part => part.Length))}";

    private string Items(ListBlock list, int width)
    {
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        return string.Join(
            list.IsLoose ? "\n\n" : "\n",
            list.OfType<ListItemBlock>()
                .Select(item =>
                {
                    var marker = list.IsOrdered ? $"{number++}. " : "- ";
                    var text = Blocks(item, width - marker.Length, list.IsLoose ? "\n\n" : "\n");
                    return PlainTextFormatter.Prefix(text, marker, new(' ', marker.Length));
                })
        );
    }

    private static LinkInline? LinkAlone(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: false } link } inline && inline.LastChild == link ? link : null;

    // Authors write the title of a box as a bold line: "**Two minutes, if you like**".
    private static EmphasisInline? TitleOfBox(ParagraphBlock paragraph) =>
        paragraph is { Parent: CustomContainer, Inline: { FirstChild: EmphasisInline { DelimiterCount: 2 } title } inline }
        && inline.LastChild == title
            ? title
            : null;

    private string Below(LinkInline link, int width)
    {
        var words = Inlines(link);
        return IsSameAs(words, link.Url)
            ? words
            : $"{PlainTextFormatter.Wrap(words + (char.IsPunctuation(words[^1]) ? "" : ":"), width)}\n{link.Url}";
    }

    private string Inlines(ContainerInline? inlines) => string.Concat(inlines?.Select(Inline) ?? []);

    private string Inline(Inline inline) =>
        inline switch
        {
            LiteralInline literal => literal.Content.ToString(),
            LineBreakInline line => line.IsHard ? "\n" : " ",
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            CodeInline code => code.Content,
            AutolinkInline link => link.Url,
            LinkInline { IsImage: true } image => $"[{Inlines(image)}]",
            LinkInline link => WithFootnote(Inlines(link), link.Url!),
            EmphasisInline emphasis => $"*{Inlines(emphasis)}*",
            ContainerInline container => Inlines(container),
            _ => throw new NotSupportedException($"The text part cannot show a {inline.GetType().Name}."),
        };

    private string WithFootnote(string words, string url)
    {
        if (IsSameAs(words, url))
        {
            return words;
        }

        var number = _footnotes.IndexOf(url) is var index and >= 0 ? index + 1 : _footnotes.Count + 1;
        if (number > _footnotes.Count)
        {
            _footnotes.Add(url);
        }

        return $"{words}{NoBreak}[{number}]";
    }

    private static bool IsSameAs(string words, string? url) => words == url || "mailto:" + words == url;
}
