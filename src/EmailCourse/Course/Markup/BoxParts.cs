using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Course.Markup;

/// <summary>One half of a box of two columns.</summary>
internal sealed record BoxHalf(HeadingBlock Heading, IReadOnlyList<Block> Blocks);

/// <summary>Finds the parts of boxes that mails and pages lay out.</summary>
internal static class BoxParts
{
    private const int HalfLevel = 3;

    /// <summary>Returns the two halves of a box of columns, or null if it has not two.</summary>
    public static (BoxHalf Left, BoxHalf Right)? HalvesOf(CustomContainer box)
    {
        var blocks = box.ToList();
        var starts = Enumerable
            .Range(0, blocks.Count)
            .Where(index => blocks[index] is HeadingBlock { Level: HalfLevel })
            .ToList();
        return starts is [0, var second] ? (Half(blocks[..second]), Half(blocks[second..])) : null;

        static BoxHalf Half(List<Block> part) => new((HeadingBlock)part[0], part[1..]);
    }

    /// <summary>
    /// Returns the bold words a paragraph begins with: the speaker of a line, or the time of an entry. Null if it has none.
    /// </summary>
    public static EmphasisInline? LabelOf(Block? block) =>
        block is ParagraphBlock { Inline.FirstChild: EmphasisInline { DelimiterCount: 2 } label } ? label : null;

    /// <summary>Returns the inline elements of a paragraph that follow its label; all of them if it has none.</summary>
    public static IEnumerable<Inline> AfterLabel(ParagraphBlock paragraph) =>
        paragraph.Inline?.Skip(LabelOf(paragraph) is null ? 0 : 1) ?? [];
}
