using System.Text.RegularExpressions;

namespace EmailCourse.Tools.Preview;

/// <summary>Rewrites the links of a page so that they work from a file: to its style, its script and the other pages.</summary>
internal static partial class FileLinkRewriter
{
    public static string Rewrite(string html) =>
        Asset()
            .Replace(html, "\"../assets/$1\"")
            .Replace("href=\"/\"", "href=\"landing.html\"", StringComparison.Ordinal)
            .Replace("href=\"/#", "href=\"landing.html#", StringComparison.Ordinal)
            .Replace("href=\"/privacy\"", "href=\"privacy.html\"", StringComparison.Ordinal);

    [GeneratedRegex("\"/assets/([^\"?]+)[^\"]*\"")]
    private static partial Regex Asset();
}
