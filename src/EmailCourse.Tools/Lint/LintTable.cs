using System.Globalization;
using EmailCourse.Linting;

namespace EmailCourse.Tools.Lint;

/// <summary>Formats a lint report as text: a table of all mails, then the findings.</summary>
internal static class LintTable
{
    private static readonly (string Title, bool IsNumber, Func<LintRow, string> Cell)[] Columns =
    [
        ("lesson", false, row => row.Name),
        ("words", true, row => $"{row.Words}"),
        ("minutes", true, row => $"{row.Minutes}"),
        ("grade", true, row => row.Grade.ToString("0.0", CultureInfo.InvariantCulture)),
        ("longest", true, row => $"{row.LongestSentence}"),
        ("subject", false, row => row.Subject),
        ("opening", false, row => row.Opening),
        ("question", false, row => row.Question),
        ("findings", true, row => $"{row.Findings}"),
    ];

    public static string Format(LintReport report) =>
        string.Join(
            '\n',
            [
                .. Table(report.Rows),
                "",
                .. report.Findings.Select(finding => finding.ToString()),
                report.Findings.Count == 0 ? "Nothing to fix." : $"{report.Findings.Count} to fix.",
                "",
            ]
        );

    private static IEnumerable<string> Table(IReadOnlyList<LintRow> rows)
    {
        var columns = Columns.Select(column => rows.Select(column.Cell).Prepend(column.Title).ToList()).ToList();
        var widths = columns.Select(cells => cells.Max(cell => cell.Length)).ToList();
        return Enumerable
            .Range(0, rows.Count + 1)
            .Select(line =>
                string.Join("  ", Columns.Select((column, index) => Pad(columns[index][line], widths[index], column.IsNumber)))
            );
    }

    private static string Pad(string cell, int width, bool isNumber) => isNumber ? cell.PadLeft(width) : cell.PadRight(width);
}
