using EmailCourse.Course;
using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>
/// A lesson has the boxes, the content note, the statements and the known sources that <c>lint.yaml</c> asks of it.
/// </summary>
internal static class LessonContentRules
{
    private const int MostSources = 2;

    public static IEnumerable<LintFinding> Check(LintedText text, LintRules rules) =>
        text.Lesson is { } lesson
            ?
            [
                .. CheckBoxes(text, rules),
                .. CheckContentNote(text, lesson, rules),
                .. CheckStatements(text, lesson, rules),
                .. CheckSources(text, rules),
            ]
            : [];

    private static IEnumerable<LintFinding> CheckBoxes(LintedText text, LintRules rules) =>
        rules
            .Boxes.Where(box => text.Blocks.All(block => block.Box != box))
            .Select(box => new LintFinding(
                text.File,
                text.Line,
                $"has no box '{box}'",
                $"Write one between '::: {box}' and ':::'."
            ));

    private static IEnumerable<LintFinding> CheckContentNote(LintedText text, Lesson lesson, LintRules rules)
    {
        if (lesson.ContentNote is null && rules.ContentNotes.Contains(lesson.Slug.Value))
        {
            yield return new(
                text.File,
                1,
                "has no content note",
                "Say in the field 'contentNote' what a reader may want to know first."
            );
        }
    }

    private static IEnumerable<LintFinding> CheckStatements(LintedText text, Lesson lesson, LintRules rules) =>
        rules
            .Say.Where(rule => rule.Lessons.Count == 0 || rule.Lessons.Contains(lesson.Slug.Value))
            .Select(rule => (rule, blocks: text.Blocks.Where(block => rule.Box is null || block.Box == rule.Box).ToList()))
            // A box that every lesson must have and this one lacks is a finding of its own.
            .Where(each => each.blocks.Count > 0 || !rules.Boxes.Contains(each.rule.Box))
            .Where(each => !each.rule.AnyOf.Any(phrase => each.blocks.Any(block => phrase.IsIn(block.Text))))
            .Select(each => new LintFinding(
                text.File,
                each.rule.Box is null || each.blocks.Count == 0 ? text.Line : each.blocks[0].Line,
                $"{(each.rule.Box is { } box ? $"the box '{box}'" : "the lesson")} does not say {each.rule.What}",
                $"Say it, for example with '{each.rule.AnyOf[0].Source}'."
            ));

    private static IEnumerable<LintFinding> CheckSources(LintedText text, LintRules rules)
    {
        var sources = text.Blocks.Where(block => block is { Box: TextBlock.Sources, IsListItem: true }).ToList();
        foreach (var unknown in sources.Where(source => !rules.Sources.Any(title => title.IsIn(source.Text))))
        {
            yield return new(
                unknown.File,
                unknown.Line,
                $"the source '{unknown.Text.ReplaceLineEndings(" ")}' is not on the list",
                $"Check it, then add its title to 'sources' in {LintRulesReader.File}."
            );
        }

        if (sources.Count > MostSources)
        {
            yield return new(
                sources[MostSources].File,
                sources[MostSources].Line,
                $"names {sources.Count} sources; {MostSources} at most",
                "Keep the two that help most."
            );
        }
    }
}
