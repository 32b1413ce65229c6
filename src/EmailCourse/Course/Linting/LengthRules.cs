using System.Globalization;

namespace EmailCourse.Course.Linting;

/// <summary>How much a reader is asked to read, and how hard it is.</summary>
internal static class LengthRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, LintLimits limits) =>
        text.Lesson is null
            ? Sentences(text, limits)
            : [.. Words(text, limits), .. Grade(text, limits), .. Sentences(text, limits)];

    private static IEnumerable<LintFinding> Words(LintedText text, LintLimits limits)
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

    private static IEnumerable<LintFinding> Grade(LintedText text, LintLimits limits)
    {
        if (text.Grade > limits.LessonGrade)
        {
            yield return TooHard(text.File, text.Line, text.Grade, limits.LessonGrade);
        }
    }

    private static IEnumerable<LintFinding> Sentences(LintedText text, LintLimits limits) =>
        text
            .Sentences.Select(each => (each.Passage, each.Sentence, each.Sentence.Words.Count))
            .Where(each => each.Count > limits.SentenceWords)
            .Select(each => new LintFinding(
                each.Passage.File,
                each.Passage.LineAt(each.Sentence.Index),
                $"the sentence that begins '{string.Join(' ', each.Sentence.Words.Take(4))}' has {each.Count} words; {limits.SentenceWords} at most",
                "Make two of it."
            ));

    public static LintFinding TooHard(string file, int line, double grade, double most) =>
        new(
            file,
            line,
            string.Create(CultureInfo.InvariantCulture, $"reads at grade {grade:0.0}; {most:0.0} at most"),
            "Shorten the longest sentences and take shorter words."
        );
}
