using EmailCourse.Local.Changes;

namespace EmailCourse.Tools.Diff;

/// <summary>Formats what a changed course means as text.</summary>
internal static class DiffText
{
    /// <param name="comparison">What changed.</param>
    /// <param name="report">For how many; <see langword="null"/> if nobody was counted.</param>
    public static string Format(CourseComparison comparison, ChangeReport? report) =>
        string.Join(
            '\n',
            [
                .. comparison.Changes.Count == 0 ? ["No lesson differs."] : Array.Empty<string>(),
                .. comparison.Changes.Index().SelectMany(each => Lines(each.Item, report?.Lessons[each.Index])),
                .. ChangeWords.OtherTexts(comparison),
                .. comparison.Guesses.Select(guess =>
                    $"Is '{guess.Slug}' the lesson '{guess.Former}' under another name? "
                    + "If so, give the file its former name back, or readers get it again."
                ),
                .. report is null
                    ? []
                    : ChangeWords.Summary(report, "Nobody takes the course in this storage, so nobody was counted."),
                "",
            ]
        );

    private static IEnumerable<string> Lines(LessonChange change, LessonCounts? counts) =>
        [
            ChangeWords.Headline(change),
            .. counts is null ? [] : ChangeWords.Consequences(change, counts).Select(each => $"  {each}"),
        ];
}
