using EmailCourse.Course;
using EmailCourse.Subscribers;

namespace EmailCourse.Local.Changes;

/// <summary>What differs between two courses, lesson by lesson.</summary>
internal sealed class CourseComparison
{
    private readonly CourseContent _before;
    private readonly CourseContent _after;
    private readonly IReadOnlyList<RenameGuess> _renamed;

    private CourseComparison(CourseContent before, CourseContent after, IReadOnlyList<RenameGuess> renamed)
    {
        (_before, _after, _renamed) = (before, after, renamed);
        (Before, After) = (MailPlan.Of(before), MailPlan.Of(after));
        Changes = [.. AllChanges()];
        OtherTexts = OtherTextComparer.Compare(before, after);
        Guesses = RenameGuesser.Guess(Gone, New);
    }

    public MailPlan Before { get; }

    public MailPlan After { get; }

    /// <summary>In the order of the course as it is now, and then those that were removed.</summary>
    public IReadOnlyList<LessonChange> Changes { get; }

    /// <summary>The files that differ beside the lessons.</summary>
    public IReadOnlyList<string> OtherTexts { get; }

    /// <summary>What else may have been renamed, to be asked of the author.</summary>
    public IReadOnlyList<RenameGuess> Guesses { get; }

    /// <summary>Compares two courses.</summary>
    /// <param name="renamed">The lessons that the author says were renamed.</param>
    /// <exception cref="ArgumentException">One of these cannot have been; the message says why.</exception>
    public static CourseComparison Of(CourseContent before, CourseContent after, params IReadOnlyList<RenameGuess> renamed)
    {
        var held = Holding(before, after, renamed);
        var why = renamed.Select(each => WhyNot(before, after, each)).OfType<string>().FirstOrDefault();
        return held.Count == renamed.Count
            ? new(before, after, held)
            : throw new ArgumentException($"That is no renamed lesson: {why ?? "a lesson can be renamed once only"}.");
    }

    /// <summary>Those that can have been renamed, each once.</summary>
    public static IReadOnlyList<RenameGuess> Holding(
        CourseContent before,
        CourseContent after,
        IEnumerable<RenameGuess> renamed
    ) =>
        [
            .. renamed
                .Where(each => WhyNot(before, after, each) is null)
                .DistinctBy(each => each.Former)
                .DistinctBy(each => each.Slug),
        ];

    private IEnumerable<Lesson> Gone =>
        _before.Lessons.Where(lesson => _after.Find(lesson.Slug) is null && _renamed.All(each => each.Former != lesson.Slug));

    private IEnumerable<Lesson> New =>
        _after.Lessons.Where(lesson => _before.Find(lesson.Slug) is null && _renamed.All(each => each.Slug != lesson.Slug));

    private static string? WhyNot(CourseContent before, CourseContent after, RenameGuess renamed) =>
        before.Find(renamed.Former) is null ? $"the former course has no lesson '{renamed.Former}'"
        : after.Find(renamed.Former) is not null ? $"the lesson '{renamed.Former}' is still there under its name"
        : after.Find(renamed.Slug) is null ? $"the course has no lesson '{renamed.Slug}'"
        : before.Find(renamed.Slug) is not null ? $"the lesson '{renamed.Slug}' was there before"
        : null;

    private IEnumerable<LessonChange> AllChanges()
    {
        var stayed = LongestOrder([.. _after.Lessons.Select(lesson => _before.Find(lesson.Slug)?.Number).OfType<int>()]);
        return
        [
            .. _after.Lessons.Select(lesson => ChangeOf(lesson, stayed)).OfType<LessonChange>(),
            .. Gone.Select(lesson => new LessonChange(
                LessonChangeKind.Removed,
                lesson.Slug,
                lesson.Slug,
                lesson.Title,
                lesson.Number,
                null
            )),
        ];
    }

    private LessonChange? ChangeOf(Lesson lesson, HashSet<int> stayed)
    {
        var former = _renamed.FirstOrDefault(each => each.Slug == lesson.Slug)?.Former ?? lesson.Slug;
        var old = _before.Find(former);
        LessonChangeKind? kind =
            old is null ? LessonChangeKind.Added
            : former != lesson.Slug ? LessonChangeKind.Renamed
            : !stayed.Contains(old.Number) ? LessonChangeKind.Moved
            : !SaysTheSame(old, lesson) ? LessonChangeKind.Reworded
            : null;
        return kind is { } what ? new(what, lesson.Slug, former, lesson.Title, old?.Number, lesson.Number) : null;
    }

    private static bool SaysTheSame(Lesson one, Lesson other) =>
        (one.Title, one.ContentNote, one.Place, one.IsFinal) == (other.Title, other.ContentNote, other.Place, other.IsFinal)
        && one.Template.Subject.Source == other.Template.Subject.Source
        && one.Template.Preheader.Source == other.Template.Preheader.Source
        && one.Template.Body.Source == other.Template.Body.Source;

    // The most lessons that kept their order among each other; of two that changed places, the later one moved.
    private static HashSet<int> LongestOrder(int[] places)
    {
        var best = new List<int>[places.Length];
        for (var at = 0; at < places.Length; at++)
        {
            var longest = Enumerable
                .Range(0, at)
                .Where(other => places[other] < places[at])
                .Select(other => best[other])
                .MaxBy(order => order.Count);
            best[at] = [.. longest ?? [], places[at]];
        }

        return [.. best.MaxBy(order => order.Count) ?? []];
    }
}
