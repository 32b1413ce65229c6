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
        Guesses = RenameGuesser.Guess(Gone, New);
    }

    public MailPlan Before { get; }

    public MailPlan After { get; }

    /// <summary>In the order of the course as it is now, and then those that were removed.</summary>
    public IReadOnlyList<LessonChange> Changes { get; }

    /// <summary>What else may have been renamed, to be asked of the author.</summary>
    public IReadOnlyList<RenameGuess> Guesses { get; }

    /// <summary>Compares two courses.</summary>
    /// <param name="renamed">The lessons that the author says were renamed.</param>
    /// <exception cref="ArgumentException">One of these cannot have been; the message says why.</exception>
    public static CourseComparison Of(CourseContent before, CourseContent after, params IReadOnlyList<RenameGuess> renamed)
    {
        foreach (var (former, slug) in renamed)
        {
            Refuse(before.Find(former) is null, $"the former course has no lesson '{former}'");
            Refuse(after.Find(former) is not null, $"the lesson '{former}' is still there under its name");
            Refuse(after.Find(slug) is null, $"the course has no lesson '{slug}'");
            Refuse(before.Find(slug) is not null, $"the lesson '{slug}' was there before");
        }

        Refuse(
            renamed.DistinctBy(each => each.Former).Count() < renamed.Count
                || renamed.DistinctBy(each => each.Slug).Count() < renamed.Count,
            "a lesson can be renamed once only"
        );
        return new(before, after, renamed);
    }

    private IEnumerable<Lesson> Gone =>
        _before.Lessons.Where(lesson => _after.Find(lesson.Slug) is null && _renamed.All(each => each.Former != lesson.Slug));

    private IEnumerable<Lesson> New =>
        _after.Lessons.Where(lesson => _before.Find(lesson.Slug) is null && _renamed.All(each => each.Slug != lesson.Slug));

    private static void Refuse(bool isWrong, string why)
    {
        if (isWrong)
        {
            throw new ArgumentException($"That is no renamed lesson: {why}.");
        }
    }

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
