using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmailCourse.Course.Markup;

/// <summary>How a value is escaped, by the kind of text it is written into.</summary>
internal static class Escaping
{
    private static readonly HtmlEncoder HtmlEncoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string None(string value) => value;

    /// <summary>Escapes for HTML text and quoted attributes; letters of every script stay readable.</summary>
    public static string Html(string value) => HtmlEncoder.Encode(value);

    /// <summary>
    /// Escapes all ASCII punctuation, so that none of it becomes markup. Source:
    /// https://spec.commonmark.org/0.31.2/#backslash-escapes.
    /// </summary>
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
