using EmailCourse.Course;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EmailCourse.Linting.Rules;

/// <summary>Links to the site lead to a path listed in <c>places</c>, and every image has a text.</summary>
internal static class LinkRules
{
    private const string LessonFolder = Routes.LessonFolder + "/";

    public static IEnumerable<LintFinding> Check(LintedText text, CourseContent course, LintRules rules) =>
        text
            .Document.Descendants<LinkInline>()
            .Select(link => link.IsImage ? CheckImage(text, link) : CheckLink(text, link, course, rules))
            .OfType<LintFinding>();

    private static LintFinding? CheckImage(LintedText text, LinkInline image) =>
        string.IsNullOrWhiteSpace(TextBlockReader.TextOf(image))
            ? new(
                text.File,
                text.Line + image.Line,
                "the image has no words",
                "Say in the square brackets what it shows: ![A lamp in a window](…)."
            )
            : null;

    // http, ftp and relative links are refused when the course loads.
    private static LintFinding? CheckLink(LintedText text, LinkInline link, CourseContent course, LintRules rules)
    {
        if (link.Url is not { } url || !url.StartsWith(TextBlockReader.Site, StringComparison.Ordinal))
        {
            return null;
        }

        var path = url[TextBlockReader.Site.Length..].TrimStart('/');
        return rules.Places.Contains(path) || path.Length == 0
            ? null
            : new(text.File, text.Line + link.Line, Problem(path, course), Fix(rules));
    }

    private static string Problem(string path, CourseContent course) =>
        path.StartsWith(LessonFolder, StringComparison.Ordinal)
            ? course.Find(new(path[LessonFolder.Length..])) is null
                ? $"there is no lesson '{path[LessonFolder.Length..]}'"
                : $"'{path}' opens for nobody, for each reader has a link of their own"
            : $"there is no '{path}' on the site";

    private static string Fix(LintRules rules) =>
        $"Name the lesson in words, or link to {{{{ site_link }}}} followed by nothing or by {string.Join(", ", rules.Places)}.";
}
