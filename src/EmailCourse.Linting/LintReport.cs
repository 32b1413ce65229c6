using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting;

/// <summary>The result of linting a course.</summary>
/// <param name="Rows">One row for each lesson in the order of the course, then one for each other mail.</param>
/// <param name="Findings">By file and line; empty when nothing is wrong.</param>
public sealed record LintReport(IReadOnlyList<LintRow> Rows, IReadOnlyList<LintFinding> Findings);

/// <summary>The figures of one mail.</summary>
/// <param name="Name">The file its words stand in.</param>
/// <param name="Words">The number of words below the front matter.</param>
/// <param name="Minutes">The time it takes to read them, rounded up.</param>
/// <param name="Grade">The Flesch–Kincaid grade.</param>
/// <param name="LongestSentence">The length of the longest sentence, in words.</param>
/// <param name="Subject">The subject as its recipient sees it.</param>
/// <param name="Opening">The first word after the greeting; empty for other mails.</param>
/// <param name="Question">The first words of its question; empty without one.</param>
/// <param name="Findings">The number of findings in its file.</param>
public sealed record LintRow(
    string Name,
    int Words,
    int Minutes,
    double Grade,
    int LongestSentence,
    string Subject,
    string Opening,
    string Question,
    int Findings
)
{
    internal static LintRow Of(LintedText text, LintLimits limits, IEnumerable<LintFinding> findings) =>
        new(
            text.File,
            text.WordCount,
            (int)Math.Ceiling((double)text.WordCount / limits.WordsPerMinute),
            text.Grade,
            text.LongestSentence,
            text.OnLockScreen[0].Text,
            text.Lesson is null ? "" : text.OpeningWord,
            text.QuestionWords(limits.QuestionWords),
            findings.Count(finding => finding.File == text.File)
        );
}
