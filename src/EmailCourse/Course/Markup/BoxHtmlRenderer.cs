using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace EmailCourse.Course.Markup;

/// <summary>
/// Writes boxes as HTML. What stands side by side or has a frame is a table, because Outlook on Windows lays out nothing else;
/// the tables have no attributes of layout, because pages show the same HTML.
/// </summary>
internal sealed class BoxHtmlRenderer : HtmlObjectRenderer<CustomContainer>
{
    private const string TableStart = "<table role=\"presentation\"><tbody>";
    private const string TableEnd = "</tbody></table>";

    protected override void Write(HtmlRenderer renderer, CustomContainer box)
    {
        renderer.EnsureLine();
        renderer.Write("<div").WriteAttributes(box).WriteLine('>');
        switch (box.Info)
        {
            case BoxKinds.Columns when BoxParts.HalvesOf(box) is var (left, right):
                renderer.WriteLine(TableStart + "<tr>");
                WriteHalf(renderer, left, "left");
                WriteHalf(renderer, right, "right");
                renderer.WriteLine("</tr>" + TableEnd);
                break;
            case BoxKinds.Card:
                renderer.WriteLine(TableStart + "<tr><td>");
                renderer.WriteChildren(box);
                renderer.WriteLine("</td></tr>" + TableEnd);
                break;
            case BoxKinds.Logbook:
                WriteLogbook(renderer, box);
                break;
            default:
                renderer.WriteChildren(box);
                break;
        }

        renderer.EnsureLine();
        renderer.WriteLine("</div>");
    }

    // Three hashes set the halves apart from the headings of the text, but no reader has seen a second level above them.
    private static void WriteHalf(HtmlRenderer renderer, BoxHalf half, string side)
    {
        renderer.Write("<td class=\"").Write(side).Write("\"><h2>");
        renderer.WriteLeafInline(half.Heading);
        renderer.WriteLine("</h2>");
        foreach (var block in half.Blocks)
        {
            renderer.Write(block);
        }

        renderer.WriteLine("</td>");
    }

    private static void WriteLogbook(HtmlRenderer renderer, CustomContainer box)
    {
        foreach (var block in box)
        {
            if (block is not ListBlock entries)
            {
                renderer.Write(block);
                continue;
            }

            renderer.WriteLine(TableStart);
            foreach (var entry in entries.OfType<ListItemBlock>())
            {
                WriteEntry(renderer, entry);
            }

            renderer.WriteLine(TableEnd);
        }
    }

    private static void WriteEntry(HtmlRenderer renderer, ListItemBlock entry)
    {
        var (first, rest) = (entry.FirstOrDefault() as ParagraphBlock, entry.Skip(1));
        renderer.Write("<tr><td class=\"time\">");
        if (BoxParts.LabelOf(first) is { } time)
        {
            renderer.Write(time);
        }

        renderer.Write("</td><td>");
        foreach (var inline in first is null ? [] : BoxParts.AfterLabel(first))
        {
            renderer.Write(inline);
        }

        foreach (var block in first is null ? entry : rest)
        {
            renderer.Write(block);
        }

        renderer.WriteLine("</td></tr>");
    }
}
