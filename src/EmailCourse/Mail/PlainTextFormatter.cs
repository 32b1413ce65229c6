using System.Text.RegularExpressions;

namespace EmailCourse.Mail;

/// <summary>Lines of text as mail programs show them best: 72 columns, no trailing spaces, no gaps.</summary>
internal static partial class PlainTextFormatter
{
    public const int Width = 72;

    /// <summary>Breaks at spaces only: a link longer than a line stays whole.</summary>
    public static string Wrap(string text, int width) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join('\n', WrapLine(line, width))));

    /// <summary>Puts the first prefix before the first line and the other before the rest.</summary>
    public static string Prefix(string text, string first, string rest) =>
        string.Join('\n', text.Split('\n').Select((line, index) => ((index == 0 ? first : rest) + line).TrimEnd()));

    /// <summary>Wraps what a layout left too long, keeping indents, and closes the gaps templates leave.</summary>
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
