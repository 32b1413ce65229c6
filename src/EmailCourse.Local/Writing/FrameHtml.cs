using System.Text;
using System.Text.RegularExpressions;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Local.Writing;

/// <summary>
/// Makes a mail or a page fit to be shown in a frame: by day or by night whatever the screen is set to, without scripts, and with
/// links that open in a tab of their own.
/// </summary>
internal static partial class FrameHtml
{
    public static string Of(string html, bool isDark, AssetCatalog assets)
    {
        var whole = StyleSheets()
            .Replace(Scripts().Replace(html, ""), match => $"<style>{Css(match.Groups["file"].Value, assets)}</style>");
        var set = isDark ? "dark" : "light";
        return Insert(
            whole
                .Replace("(prefers-color-scheme: dark)", isDark ? "all" : "not all", StringComparison.Ordinal)
                .Replace("color-scheme: light dark", $"color-scheme: {set}", StringComparison.Ordinal)
                .Replace("content=\"light dark\"", $"content=\"{set}\"", StringComparison.Ordinal),
            "<base target=\"_blank\">"
        );
    }

    private static string Css(string file, AssetCatalog assets) =>
        assets.Find(file) is { } asset ? Encoding.UTF8.GetString(asset.Content.Span) : "";

    private static string Insert(string html, string into)
    {
        var head = html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        return html.Insert(head < 0 ? 0 : head + "<head>".Length, into);
    }

    [GeneratedRegex("<script[^>]*></script>")]
    private static partial Regex Scripts();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"/assets/(?<file>[^\"?]+)[^\"]*\">")]
    private static partial Regex StyleSheets();
}
