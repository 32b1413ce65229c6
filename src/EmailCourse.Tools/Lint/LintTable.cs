using System.Globalization;
using EmailCourse.Linting;

namespace EmailCourse.Tools.Lint;

/// <summary>Formats a lint report as text: a table of all mails, then the findings.</summary>
internal static class LintTable
{
    public static string Format(LintReport report)
    {
        var width = report.Rows.Max(row => row.Name.Length);
        return string.Join(
            '\n',
            [
                Line(width, "lesson", "words", "minutes", "grade", "longest", "findings", "subject"),
                .. report.Rows.Select(row => Line(width, row)),
                "",
                .. report.Findings.Select(finding => finding.ToString()),
                report.Findings.Count == 0 ? "Nothing to fix." : $"{report.Findings.Count} to fix.",
                "",
            ]
        );
    }

    private static string Line(int width, LintRow row) =>
        Line(
            width,
            row.Name,
            $"{row.Words}",
            $"{row.Minutes}",
            row.Grade.ToString("0.0", CultureInfo.InvariantCulture),
            $"{row.LongestSentence}",
            $"{row.Findings}",
            row.Subject
        );

    private static string Line(
        int width,
        string name,
        string words,
        string minutes,
        string grade,
        string longest,
        string findings,
        string subject
    ) => $"{name.PadRight(width)}  {words, 5}  {minutes, 7}  {grade, 5}  {longest, 7}  {findings, 8}  {subject}";
}
