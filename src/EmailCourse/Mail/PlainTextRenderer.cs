using System.Globalization;
using EmailCourse.Course.Markup;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Mail;

/// <summary>
/// Renders Markdown for the text part of a mail. The address of a link that is alone in its paragraph stands below its words;
/// those of all others become numbered footnotes.
/// </summary>
internal sealed class PlainTextRenderer
{
    // Keeps the number of a footnote on the line of its word.
    private const char NoBreak = '\u00A0';

    private const string BoxIndent = "    ";

    private readonly List<string> _footnotes = [];

    /// <exception cref="NotSupportedException">The document has something that plain text cannot show.</exception>
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
            ParagraphBlock paragraph when OnlyLink(paragraph) is { } link => LinkBelow(link, width),
            ParagraphBlock paragraph when BoxTitle(paragraph) is { } title => Underlined(
                PlainTextFormatter.Wrap(Inlines(title), width),
                '-'
            ),
            ParagraphBlock paragraph => PlainTextFormatter.Wrap(Inlines(paragraph.Inline), width),
            ListBlock list => Items(list, width),
            QuoteBlock quote => PlainTextFormatter.Prefix(Blocks(quote, width - 2), "> ", "> "),
            // Not indented, or practice, question and sources would read as one box.
            CustomContainer { Info: BoxKinds.Question or BoxKinds.Sources } box => Blocks(box, width),
            CustomContainer box => PlainTextFormatter.Prefix(Box(box, width - BoxIndent.Length), BoxIndent, BoxIndent),
            CodeBlock code => PlainTextFormatter.Prefix(code.Lines.ToString(), "    ", "    "),
            ThematicBreakBlock => "* * *",
            LinkReferenceDefinitionGroup => "",
            _ => throw new NotSupportedException($"The text part cannot show a {block.GetType().Name}."),
        };

    private string Box(CustomContainer box, int width) =>
        box.Info switch
        {
            BoxKinds.Dialogue => string.Join("\n\n", box.Select(block => Speech(block, width))),
            BoxKinds.Logbook => string.Join("\n\n", box.Select(block => Entries(block, width))),
            // An edge of its own, for it is meant to be copied or cut out.
            BoxKinds.Card => PlainTextFormatter.Prefix(Blocks(box, width - 2), "| ", "| "),
            _ => Blocks(box, width),
        };

    private string Speech(Block block, int width) =>
        block is ParagraphBlock paragraph && BoxParts.LabelOf(paragraph) is { } speaker && OnlyLink(paragraph) is null
            ? PlainTextFormatter.Prefix(PlainTextFormatter.Wrap(Labelled(speaker, paragraph), width - 2), "", "  ")
            : Block(block, width);

    private string Labelled(EmphasisInline label, ParagraphBlock paragraph) =>
        Inlines(label) + string.Concat(BoxParts.AfterLabel(paragraph).Select(Inline));

    private string Entries(Block block, int width)
    {
        if (block is not ListBlock list)
        {
            return Block(block, width);
        }

        var entries = list.OfType<ListItemBlock>()
            .Select(item => (item, label: BoxParts.LabelOf(item.FirstOrDefault())))
            .Select(each => (each.item, each.label, time: each.label is null ? "" : Inlines(each.label)))
            .ToList();
        var column = entries.Max(each => each.time.Length) + 1;
        return string.Join(
            '\n',
            entries.Select(each =>
                PlainTextFormatter.Prefix(
                    Entry(each.item, each.label, width - column),
                    each.time.PadLeft(column - 1) + " ",
                    new string(' ', column)
                )
            )
        );
    }

    private string Entry(ListItemBlock item, EmphasisInline? time, int width)
    {
        if (time is null)
        {
            return Blocks(item, width);
        }

        var first = string.Concat(BoxParts.AfterLabel((ParagraphBlock)item[0]).Select(Inline)).TrimStart();
        var rest = Blocks(item.Skip(1), width);
        return string.Join('\n', new[] { PlainTextFormatter.Wrap(first, width), rest }.Where(text => text.Length > 0));
    }

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

    private static LinkInline? OnlyLink(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: false } link } inline && inline.LastChild == link ? link : null;

    // Authors write the title of a box in bold, on a line of its own.
    private static EmphasisInline? BoxTitle(ParagraphBlock paragraph) =>
        paragraph is { Parent: CustomContainer, Inline: { FirstChild: EmphasisInline { DelimiterCount: 2 } title } inline }
        && inline.LastChild == title
            ? title
            : null;

    private string LinkBelow(LinkInline link, int width)
    {
        var text = Inlines(link);
        return IsSameAs(text, link.Url)
            ? text
            : $"{PlainTextFormatter.Wrap(text + (char.IsPunctuation(text[^1]) ? "" : ":"), width)}\n{link.Url}";
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

    private string WithFootnote(string text, string url)
    {
        if (IsSameAs(text, url))
        {
            return text;
        }

        var number = _footnotes.IndexOf(url) is var index and >= 0 ? index + 1 : _footnotes.Count + 1;
        if (number > _footnotes.Count)
        {
            _footnotes.Add(url);
        }

        return $"{text}{NoBreak}[{number}]";
    }

    private static bool IsSameAs(string text, string? url) => text == url || "mailto:" + text == url;
}
