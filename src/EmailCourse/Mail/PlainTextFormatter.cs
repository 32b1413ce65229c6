using System.Text.RegularExpressions;

namespace EmailCourse.Mail;

/// <summary>Formats plain text for mails.</summary>
internal static partial class PlainTextFormatter
{
    /// <summary>The most columns of a line that has spaces to break at.</summary>
    public const int Width = 72;

    /// <summary>Breaks lines at spaces only, so a link longer than a line stays whole.</summary>
    public static string Wrap(string text, int width) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join('\n', WrapLine(line, width))));

    /// <summary>Puts <paramref name="first"/> before the first line and <paramref name="rest"/> before all others.</summary>
    public static string Prefix(string text, string first, string rest) =>
        string.Join('\n', text.Split('\n').Select((line, index) => ((index == 0 ? first : rest) + line).TrimEnd()));

    /// <summary>
    /// Wraps long lines within their indent, removes trailing spaces, and leaves no more than one empty line in a row.
    /// </summary>
    public static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n")
            .Split('\n')
            .Select(line => line.TrimEnd())
            .SelectMany(line =>
            {
                var indent = line[..^line.TrimStart().Length];
                return line.Length <= Width
                    ? [line]
                    : WrapLine(line.TrimStart(), Width - indent.Length).Select(part => indent + part);
            });
        return Gap().Replace(string.Join('\n', lines).Trim('\n'), "\n\n") + "\n";
    }

    private static IEnumerable<string> WrapLine(string line, int width)
    {
        var current = "";
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > 0 && current.Length + 1 + word.Length > width)
            {
                yield return current;
                current = word;
            }
            else
            {
                current = current.Length == 0 ? word : $"{current} {word}";
            }
        }

        yield return current;
    }

    [GeneratedRegex("\n{3,}")]
    private static partial Regex Gap();
}
