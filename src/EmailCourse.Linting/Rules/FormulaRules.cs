using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>
/// What no lesson shows alone: two in a row that open with the same word, questions that begin alike, lengths that hardly differ,
/// and phrases that the course as a whole uses too often.
/// </summary>
internal static class FormulaRules
{
    public static IEnumerable<LintFinding> Check(IReadOnlyList<LintedText> lessons, LintRules rules) =>
        [
            .. CheckOpenings(lessons),
            .. CheckQuestions(lessons, rules.Limits),
            .. CheckLengths(lessons, rules.Limits),
            .. rules.Seldom.SelectMany(rule => CheckSeldom(lessons, rule)),
        ];

    private static IEnumerable<LintFinding> CheckOpenings(IReadOnlyList<LintedText> lessons) =>
        lessons
            .Zip(lessons.Skip(1))
            .Where(pair => pair.First.Opening is not null && IsSame(pair.First.OpeningWord, pair.Second.OpeningWord))
            .Select(pair => new LintFinding(
                pair.Second.File,
                pair.Second.Opening!.Line,
                $"opens with '{pair.Second.OpeningWord}', as {pair.First.File} does",
                "Begin one of them another way."
            ));

    private static IEnumerable<LintFinding> CheckQuestions(IReadOnlyList<LintedText> lessons, LintLimits limits)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in lessons)
        {
            var words = text.QuestionWords(limits.QuestionWords);
            if (words.Length > 0 && !seen.TryAdd(words, text.File))
            {
                yield return new(
                    text.File,
                    text.Question!.Line,
                    $"the question begins '{words}', as in {seen[words]}",
                    "Ask it in another form."
                );
            }
        }
    }

    private static IEnumerable<LintFinding> CheckLengths(IReadOnlyList<LintedText> lessons, LintLimits limits)
    {
        for (var start = 0; start < lessons.Count; )
        {
            var run = RunFrom(lessons, start, limits.LikeLengthsPercent);
            if (run.Count < limits.LikeLengths)
            {
                start++;
                continue;
            }

            var last = run[^1];
            yield return new(
                last.File,
                last.Line,
                $"the {run.Count} lessons from {run[0].File} to this one have {run.Min(text => text.WordCount)} to "
                    + $"{run.Max(text => text.WordCount)} words, all within {limits.LikeLengthsPercent} percent",
                "Let some be much shorter."
            );
            start += run.Count;
        }
    }

    private static List<LintedText> RunFrom(IReadOnlyList<LintedText> lessons, int start, int percent)
    {
        var (run, fewest, most) = (new List<LintedText>(), int.MaxValue, 0);
        foreach (var text in lessons.Skip(start))
        {
            (fewest, most) = (Math.Min(fewest, text.WordCount), Math.Max(most, text.WordCount));
            if (most * 100 > fewest * (100 + percent))
            {
                break;
            }

            run.Add(text);
        }

        return run;
    }

    private static IEnumerable<LintFinding> CheckSeldom(IReadOnlyList<LintedText> lessons, SeldomRule rule) =>
        lessons
            .SelectMany(text => text.Sentences)
            .Where(each => rule.Box is null || each.Block.Box == rule.Box)
            .SelectMany(each =>
                rule.Phrases.SelectMany(phrase => phrase.FindIn(each.Sentence.Text))
                    .Select(found => (each.Block, Index: each.Sentence.Index + found.Index, found.Words))
            )
            .Skip(rule.Most)
            .Select(found => new LintFinding(
                found.Block.File,
                found.Block.LineAt(found.Index),
                $"'{found.Words}': {rule.Why}; {rule.Most} in the whole course at most",
                rule.Instead
            ));

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
