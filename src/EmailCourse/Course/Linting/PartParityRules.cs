using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Linting;

/// <summary>Whoever reads the text part reads the same mail.</summary>
internal static class PartParityRules
{
    // The smallest pieces that each part keeps together.
    private const string Pieces = "p, h1, h2, h3, li, blockquote";

    public static IEnumerable<LintFinding> Check(MailParts parts, MailLayout frame) =>
        [
            .. Missing(HtmlPieces(parts), parts.TextLetters).Select(words => OnlyIn(frame.Html, words, frame.Text)),
            .. Missing(parts.Mail.Text.Split('\n'), parts.HtmlLetters).Select(words => OnlyIn(frame.Text, words, frame.Html)),
            .. parts.HtmlLinks.Where(link => !parts.SaysInText(link)).Select(link => OnlyIn(frame.Html, link, frame.Text)),
            .. parts.TextLinks.Except(parts.HtmlLinks).Select(link => OnlyIn(frame.Text, link, frame.Html)),
        ];

    private static IEnumerable<string> HtmlPieces(MailParts parts) =>
        parts
            .Shown.GroupBy(text => text.ParentElement!.Closest(Pieces) ?? text.ParentElement!)
            .Select(piece => string.Concat(piece.Select(text => text.Data)));

    private static IEnumerable<string> Missing(IEnumerable<string> pieces, string letters) =>
        pieces
            .Where(piece => !letters.Contains(MailParts.Letters(piece), StringComparison.Ordinal))
            .Select(piece => piece.Trim());

    private static LintFinding OnlyIn(CourseTemplate layout, string words, CourseTemplate other) =>
        new(
            layout.File,
            CourseFile.LineIn(layout.Source, words),
            $"'{words}' stands in no text made by {other.File}",
            "Say the same in both parts."
        );
}
