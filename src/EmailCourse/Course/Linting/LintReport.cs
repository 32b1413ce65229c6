namespace EmailCourse.Course.Linting;

/// <summary>What the linter saw.</summary>
/// <param name="Rows">A line for each lesson, then one for each other mail.</param>
/// <param name="Findings">By file and line.</param>
internal sealed record LintReport(IReadOnlyList<LintRow> Rows, IReadOnlyList<LintFinding> Findings);

/// <summary>A mail in numbers.</summary>
/// <param name="Name">A lesson's file, or the mail's key.</param>
/// <param name="Words">How many stand below the front matter.</param>
/// <param name="Minutes">How long they take to read, rounded up.</param>
/// <param name="Grade">Flesch–Kincaid.</param>
/// <param name="LongestSentence">In words.</param>
/// <param name="Subject">As its reader sees it.</param>
/// <param name="Findings">How many there are in its file.</param>
internal sealed record LintRow(
    string Name,
    int Words,
    int Minutes,
    double Grade,
    int LongestSentence,
    string Subject,
    int Findings
)
{
    public static LintRow Of(LintedText text, string subject, LintLimits limits, IEnumerable<LintFinding> findings) =>
        new(
            text.File,
            text.WordCount,
            (int)Math.Ceiling((double)text.WordCount / limits.WordsPerMinute),
            text.Grade,
            text.LongestSentence,
            subject,
            findings.Count(finding => finding.File == text.File)
        );
}
