using System.Text.RegularExpressions;

namespace EmailCourse.Local.Preview;

/// <summary>Lets a page that is a file find its style, its script and the other pages.</summary>
internal static partial class FileLinks
{
    public static string In(string html) =>
        Asset()
            .Replace(html, "\"../assets/$1\"")
            .Replace("href=\"/\"", "href=\"landing.html\"", StringComparison.Ordinal)
            .Replace("href=\"/#", "href=\"landing.html#", StringComparison.Ordinal)
            .Replace("href=\"/privacy\"", "href=\"privacy.html\"", StringComparison.Ordinal);

    [GeneratedRegex("\"/assets/([^\"?]+)[^\"]*\"")]
    private static partial Regex Asset();
}
