namespace EmailCourse.Course.Linting;

/// <summary>What a lesson owes its reader: boxes, a content note, a way out of a practice, honest sources, what only this lesson can say.</summary>
internal static class LessonContentRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, LintRules rules) =>
        text.Lesson is { } lesson
            ? [.. Boxes(text, rules), .. Note(text, lesson, rules), .. Sayings(text, lesson, rules), .. Sources(text, rules)]
            : [];

    private static IEnumerable<LintFinding> Boxes(LintedText text, LintRules rules) =>
        rules
            .Boxes.Where(box => text.Passages.All(passage => passage.Box != box))
            .Select(box => new LintFinding(
                text.File,
                text.Line,
                $"has no box '{box}'",
                $"Write one between '::: {box}' and ':::'."
            ));

    private static IEnumerable<LintFinding> Note(LintedText text, Lesson lesson, LintRules rules)
    {
        if (lesson.ContentNote is null && rules.ContentNotes.Any(slug => slug.Value == lesson.Slug.Value))
        {
            yield return new(
                text.File,
                1,
                "has no content note",
                "Say in the field 'contentNote' what a reader may want to know first."
            );
        }
    }

    private static IEnumerable<LintFinding> Sayings(LintedText text, Lesson lesson, LintRules rules) =>
        rules
            .Say.Where(required => required.Lessons.Count == 0 || required.Lessons.Any(slug => slug.Value == lesson.Slug.Value))
            .Select(required =>
                (required, places: text.Passages.Where(passage => required.Box is null || passage.Box == required.Box).ToList())
            )
            // A box that every lesson must have and this one lacks is a finding of its own.
            .Where(each => each.places.Count > 0 || !rules.Boxes.Contains(each.required.Box))
            .Where(each => !each.required.AnyOf.Any(phrase => each.places.Any(place => phrase.IsIn(place.Text))))
            .Select(each => new LintFinding(
                text.File,
                each.required.Box is null || each.places.Count == 0 ? text.Line : each.places[0].Line,
                $"{(each.required.Box is { } box ? $"the box '{box}'" : "the lesson")} does not say {each.required.What}",
                $"Say it, for example with '{each.required.AnyOf[0].Source}'."
            ));

    private static IEnumerable<LintFinding> Sources(LintedText text, LintRules rules)
    {
        var sources = text.Passages.Where(passage => passage is { Box: Passage.Sources, IsListItem: true }).ToList();
        foreach (var unknown in sources.Where(source => !rules.Sources.Any(title => title.IsIn(source.Text))))
        {
            yield return new(
                unknown.File,
                unknown.Line,
                $"the source '{unknown.Text.ReplaceLineEndings(" ")}' is not on the list",
                $"Check it, then add its title to 'sources' in {LintRulesReader.File}."
            );
        }

        if (sources.Count > 2)
        {
            yield return new(
                sources[2].File,
                sources[2].Line,
                $"names {sources.Count} sources; 2 at most",
                "Keep the two that help most."
            );
        }
    }
}
