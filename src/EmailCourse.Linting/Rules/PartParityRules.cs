using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using EmailCourse.Linting.Mails;

namespace EmailCourse.Linting.Rules;

/// <summary>The HTML part and the text part of a mail say the same and link to the same addresses.</summary>
internal static class PartParityRules
{
    // The smallest elements whose text stays together in both parts.
    private const string Blocks = "p, h1, h2, h3, li, blockquote, td";

    public static IEnumerable<LintFinding> Check(MailParts parts, MailLayout layout) =>
        [
            .. Missing(HtmlBlocks(parts), parts.TextLetters).Select(text => OnlyIn(layout.Html, text, layout.Text)),
            .. Missing(parts.Mail.Text.Split('\n'), parts.HtmlLetters).Select(text => OnlyIn(layout.Text, text, layout.Html)),
            .. parts.HtmlLinks.Where(link => !parts.TextContains(link)).Select(link => OnlyIn(layout.Html, link, layout.Text)),
            .. parts.TextLinks.Except(parts.HtmlLinks).Select(link => OnlyIn(layout.Text, link, layout.Html)),
        ];

    private static IEnumerable<string> HtmlBlocks(MailParts parts) =>
        parts
            .VisibleTexts.GroupBy(text => text.ParentElement!.Closest(Blocks) ?? text.ParentElement!)
            .Select(block => string.Concat(block.Select(text => text.Data)));

    private static IEnumerable<string> Missing(IEnumerable<string> texts, string letters) =>
        texts.Where(text => !letters.Contains(MailParts.Letters(text), StringComparison.Ordinal)).Select(text => text.Trim());

    private static LintFinding OnlyIn(CourseTemplate layout, string text, CourseTemplate other) =>
        new(
            layout.File,
            CourseFile.LineIn(layout.Source, text),
            $"'{text}' stands in no text made by {other.File}",
            "Say the same in both parts."
        );
}
