using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmailCourse.Course.Markup;

/// <summary>What a value must go through before it stands in a text of some kind.</summary>
internal static class Escaping
{
    private static readonly HtmlEncoder HtmlEncoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string None(string value) => value;

    /// <summary>Safe between tags and in quoted attributes; leaves letters of every script readable.</summary>
    public static string Html(string value) => HtmlEncoder.Encode(value);

    /// <summary>Keeps a value's punctuation from becoming markup. CommonMark lets every ASCII punctuation character be escaped.</summary>
    public static string Markdown(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            _ =
                char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character))
                    ? escaped.Append('\\').Append(character)
                    : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
