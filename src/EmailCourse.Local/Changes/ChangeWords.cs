using System.Globalization;

namespace EmailCourse.Local.Changes;

/// <summary>Says in sentences what changes, and for how many.</summary>
internal static class ChangeWords
{
    public static string Headline(LessonChange change) =>
        change.Kind switch
        {
            LessonChangeKind.Added => Invariant($"{change.To}. {change.Title} is added."),
            LessonChangeKind.Removed => Invariant($"{change.Title}, which was lesson {change.From}, is taken out."),
            LessonChangeKind.Moved => Invariant($"{change.To}. {change.Title} has moved here from place {change.From}."),
            LessonChangeKind.Renamed => Invariant(
                $"{change.To}. {change.Title} has another name: '{change.Former}' is now '{change.Slug}'."
            ),
            _ => Invariant($"{change.To}. {change.Title} has other words."),
        };

    /// <summary>What follows for people; nothing if there are none.</summary>
    public static IReadOnlyList<string> Consequences(LessonChange change, LessonCounts counts)
    {
        string[] all =
        [
            Sentence(
                counts.InTurn,
                "has it ahead and receives it in its turn.",
                "have it ahead of them and receive it in its turn."
            ),
            Sentence(
                counts.OutOfTurn,
                "is past its place and receives it after what is already planned for them.",
                "are past its place and receive it after what is already planned for them."
            ),
            Sentence(
                counts.Again,
                "of these has had it before and would get it again. Give the file its former name, and nobody does.",
                "of these have had it before and would get it again. Give the file its former name, and nobody does."
            ),
            Sentence(counts.HadIt, "has had it and does not get it again.", "have had it and do not get it again."),
            Sentence(counts.Without, Without(change, "has"), Without(change, "have")),
        ];
        return [.. all.Where(sentence => sentence.Length > 0)];
    }

    /// <summary>What differs beside the lessons; nothing if nothing does.</summary>
    public static IReadOnlyList<string> OtherTexts(CourseComparison comparison) =>
        comparison.OtherTexts.Count == 0
            ? []
            : [$"Other texts differ, which any reader may meet: {string.Join(", ", comparison.OtherTexts)}."];

    /// <summary>What the whole change means.</summary>
    /// <param name="nobody">What to say if nobody takes the course.</param>
    public static IReadOnlyList<string> Summary(ChangeReport report, string nobody)
    {
        string[] all =
        [
            report.People == 0 ? nobody : Sentence(report.People, "person takes the course.", "people take the course."),
            Sentence(
                report.Paused,
                "of them has paused, and receives what comes once they go on.",
                "of them have paused, and receive what comes once they go on."
            ),
            Sentence(
                report.NewNext,
                "of them receives another lesson next than they would have.",
                "of them receive another lesson next than they would have."
            ),
            Sentence(
                report.GoOn,
                "had finished and goes on with what is new, without asking.",
                "had finished and go on with what is new, without asking."
            ),
            Sentence(
                report.Unconfirmed,
                "has signed up and not confirmed yet; who confirms receives the course as it is then.",
                "have signed up and not confirmed yet; who confirms receives the course as it is then."
            ),
        ];
        return [.. all.Where(sentence => sentence.Length > 0)];
    }

    private static string Without(LessonChange change, string verb) =>
        change.Kind == LessonChangeKind.Removed
            ? $"{verb} not had it and will not."
            : $"{verb} not had it and will not: they skipped it, or the lesson that promises to be the last reaches them first.";

    private static string Sentence(int count, string one, string many) =>
        count == 0 ? "" : Invariant($"{count} {(count == 1 ? one : many)}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
