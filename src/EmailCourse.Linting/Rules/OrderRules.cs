using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>A lesson says first what <c>order</c> puts first, such as care before advice.</summary>
internal static class OrderRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, LintRules rules) =>
        text.Lesson is { } lesson
            ? rules
                .Order.Where(rule => rule.Lessons.Contains(lesson.Slug.Value))
                .Select(rule => Check(text, rule))
                .OfType<LintFinding>()
            : [];

    private static LintFinding? Check(LintedText text, OrderRule rule)
    {
        var early = text
            .Blocks.TakeWhile(block => block.Box != rule.First)
            .Select(block => Late(block, rule))
            .OfType<Early>()
            .FirstOrDefault();
        return early is null
            ? null
            : new(
                text.File,
                early.Line,
                $"{early.What} comes before the box '{rule.First}': {rule.Why}",
                $"Put the box '{rule.First}' above it."
            );
    }

    private static Early? Late(TextBlock block, OrderRule rule)
    {
        if (block.Box is { } box)
        {
            return rule.Boxes.Contains(box) ? new($"the box '{box}'", block.Line) : null;
        }

        return rule
            .Phrases.SelectMany(phrase => phrase.FindIn(block.Text))
            .Select(found => new Early($"'{found.Words}'", block.LineAt(found.Index)))
            .FirstOrDefault();
    }

    /// <summary>What stands where something else should have stood before.</summary>
    private sealed record Early(string What, int Line);
}
