using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Course.Linting;

/// <summary>Where links lead, and what images say to those who do not see them.</summary>
internal static class LinkRules
{
    private const string LessonFolder = Routes.LessonFolder + "/";

    public static IEnumerable<LintFinding> Check(LintedText text, CourseContent course, LintRules rules) =>
        text
            .Read.Descendants<LinkInline>()
            .Select(link => link.IsImage ? Image(text, link) : Link(text, link, course, rules))
            .OfType<LintFinding>();

    private static LintFinding? Image(LintedText text, LinkInline image) =>
        string.IsNullOrWhiteSpace(Passages.TextOf(image))
            ? new(
                text.File,
                text.Line + image.Line,
                "the image has no words",
                "Say in the square brackets what it shows: ![A lamp in a window](…)."
            )
            : null;

    // http, ftp and relative links are refused when the course loads.
    private static LintFinding? Link(LintedText text, LinkInline link, CourseContent course, LintRules rules)
    {
        if (link.Url is not { } url || !url.StartsWith(Passages.Site, StringComparison.Ordinal))
        {
            return null;
        }

        var place = url[Passages.Site.Length..].TrimStart('/');
        return rules.Places.Contains(place) || place.Length == 0
            ? null
            : new(text.File, text.Line + link.Line, Why(place, course), Mend(rules));
    }

    private static string Why(string place, CourseContent course) =>
        place.StartsWith(LessonFolder, StringComparison.Ordinal)
            ? course.Find(new(place[LessonFolder.Length..])) is null
                ? $"there is no lesson '{place[LessonFolder.Length..]}'"
                : $"'{place}' opens for nobody, for each reader has a link of their own"
            : $"there is no '{place}' on the site";

    private static string Mend(LintRules rules) =>
        $"Name the lesson in words, or link to {{{{ site_link }}}} followed by nothing or by {string.Join(", ", rules.Places)}.";
}
