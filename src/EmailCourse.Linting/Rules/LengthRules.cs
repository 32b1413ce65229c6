using System.Globalization;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>A lesson has neither too few words nor too many and is easy to read; no text has too long a sentence.</summary>
internal static class LengthRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, LintLimits limits) =>
        text.Lesson is null
            ? CheckSentences(text, limits)
            : [.. CheckWords(text, limits), .. CheckGrade(text, limits), .. CheckSentences(text, limits)];

    public static LintFinding TooHard(string file, int line, double grade, double highest) =>
        new(
            file,
            line,
            string.Create(CultureInfo.InvariantCulture, $"reads at grade {grade:0.0}; {highest:0.0} at most"),
            "Shorten the longest sentences and take shorter words."
        );

    private static IEnumerable<LintFinding> CheckWords(LintedText text, LintLimits limits)
    {
        if (text.WordCount < limits.FewestWords)
        {
            yield return new(
                text.File,
                text.Line,
                $"has {text.WordCount} words; {limits.FewestWords} at least",
                "Give its picture more room."
            );
        }
        else if (text.WordCount > limits.MostWords)
        {
            yield return new(
                text.File,
                text.Line,
                $"has {text.WordCount} words; {limits.MostWords} at most",
                "Keep one idea and move the rest."
            );
        }
    }

    private static IEnumerable<LintFinding> CheckGrade(LintedText text, LintLimits limits)
    {
        if (text.Grade > limits.LessonGrade)
        {
            yield return TooHard(text.File, text.Line, text.Grade, limits.LessonGrade);
        }
    }

    private static IEnumerable<LintFinding> CheckSentences(LintedText text, LintLimits limits) =>
        text
            .Sentences.Select(each => (each.Block, each.Sentence, each.Sentence.Words))
            .Where(each => each.Words.Count > limits.SentenceWords)
            .Select(each => new LintFinding(
                each.Block.File,
                each.Block.LineAt(each.Sentence.Index),
                $"the sentence that begins '{string.Join(' ', each.Words.Take(4))}' has {each.Words.Count} words; "
                    + $"{limits.SentenceWords} at most",
                "Make two of it."
            ));
}
