using EmailCourse.Course;
using EmailCourse.Local.Changes;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Local.Changes;

/// <summary>What the comparison says would happen is what then happens, mail by mail.</summary>
public sealed class ByClockTests
{
    private const string Course = "a b c d e f end";

    public static TheoryData<string, string> Cases =>
        [
            .. new (string, string)[]
            {
                ("a b d c e f end", ""), // two swapped
                ("f b c d e a end", ""), // two swapped that stand far apart
                ("a b c x d e f end", ""), // one added in the middle
                ("x a b c d e f end", ""), // one added at the beginning
                ("a b c e f end", ""), // one removed
                ("a b c y e f end", "d=y"), // one renamed
                ("a b c d e f", ""), // the last one, with its promise
                ("a b c d e f g", "end=g"),
            }.Select(each => new TheoryDataRow<string, string>(each.Item1, each.Item2)),
            .. Enumerable.Range(0, 8).Select(seed => new TheoryDataRow<string, string>(Shuffled(seed), "")),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_foretold_happens(string after, string renamed)
    {
        var (before, then) = (Courses.Of(Course.Split(' ')), Courses.Of(after.Split(' ')));
        RenameGuess[] renames = renamed.Length == 0 ? [] : [new(new(renamed.Split('=')[0]), new(renamed.Split('=')[1]))];
        var comparison = CourseComparison.Of(before, then, renames);
        using var engine = EngineOf(new InMemoryTable(), before);
        var people = await LiveAsync(engine);
        var had = await HadAsync(engine, people);

        var foretold = await ChangeCounter.CountAsync(comparison, engine.Table, engine.Clock, TestToken.Current);
        using var later = EngineOf(engine.Table, then);
        later.Clock.Now = engine.Clock.Now;
        await later.Get<Resume>().HandleAsync(later.IdOf("pauser@example.org"));
        await later.AdvanceToAsync(later.Clock.Now + Duration.FromDays(60));

        Assert.Equal((people.Count, 1), (foretold.People, foretold.Unconfirmed));
        Assert.Equal(
            comparison.Changes.Select(change => Happened(later, change, [.. after.Split(' ')], people, had)),
            foretold.Lessons
        );
    }

    [Fact]
    public async Task Whoever_is_past_the_place_of_a_new_lesson_receives_it_out_of_turn()
    {
        var (before, after) = (Courses.Of("a", "b", "c", "d"), Courses.Of("a", "b", "x", "c", "d"));
        using var engine = EngineOf(new InMemoryTable(), before);
        await engine.BecomeActiveAsync("early@example.org");
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));
        await engine.BecomeActiveAsync("late@example.org");

        var foretold = await CountAsync(engine, before, after);

        Assert.Equal(new LessonCounts(InTurn: 1, OutOfTurn: 1, HadIt: 0, Without: 0, Again: 0), Assert.Single(foretold.Lessons));
    }

    [Fact]
    public async Task A_lesson_that_is_too_late_is_planned_anew_and_makes_room_for_the_one_before_it()
    {
        var (before, after) = (Courses.Of("a", "b", "c"), Courses.Of("a", "x", "b", "c"));
        using var engine = EngineOf(new InMemoryTable(), before);
        await engine.BecomeActiveAsync("ana@example.org");
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(1));
        var inTime = await CountAsync(engine, before, after);
        var due = (await engine.SubscriberAsync("ana@example.org")).Progress.Due!.Value.At;
        engine.Clock.Now = due + Duration.FromHours(4);

        var late = await CountAsync(engine, before, after);

        Assert.Equal((1, 0), (inTime.Lessons[0].OutOfTurn, inTime.NewNext));
        Assert.Equal((1, 1), (late.Lessons[0].InTurn, late.NewNext));
        using var later = EngineOf(engine.Table, after);
        later.Clock.Now = engine.Clock.Now;
        await later.AdvanceToAsync(later.Clock.Now + Duration.FromDays(5));
        Assert.Equal(["x", "b", "c"], later.MailsTo("ana@example.org"));
    }

    [Fact]
    public async Task Who_had_finished_goes_on_and_who_paused_is_counted()
    {
        var (before, after) = (Courses.Of("a", "b"), Courses.Of("a", "b", "c"));
        using var engine = EngineOf(new InMemoryTable(), before);
        await engine.BecomeActiveAsync("done@example.org");
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(5));
        await engine.BecomeActiveAsync("pauser@example.org");
        await engine.Get<Pause>().HandleAsync(engine.IdOf("pauser@example.org"));

        var foretold = await CountAsync(engine, before, after);

        Assert.Equal((2, 1, 1), (foretold.People, foretold.GoOn, foretold.Paused));
    }

    private static Task<ChangeReport> CountAsync(TestEngine engine, CourseContent before, CourseContent after) =>
        ChangeCounter.CountAsync(CourseComparison.Of(before, after), engine.Table, engine.Clock, TestToken.Current);

    private static TestEngine EngineOf(InMemoryTable table, CourseContent course) =>
        new(table, services => services.AddSingleton(course));

    // Somebody at every place of the course, and who does as people do.
    private static async Task<IReadOnlyList<string>> LiveAsync(TestEngine engine)
    {
        List<string> people = [];
        for (var day = 0; day < 10; day++)
        {
            people.Add($"of-day-{day}@example.org");
            await engine.BecomeActiveAsync(people[^1]);
            await engine.AdvanceToAsync(engine.Clock.Now + Duration.FromDays(1));
        }

        foreach (var name in new[] { "pauser", "waiter", "skipper", "beginner", "leaver" })
        {
            await engine.BecomeActiveAsync($"{name}@example.org");
        }

        await engine.AdvanceToAsync(engine.Clock.Now + Duration.FromDays(2));
        await engine.Get<Pause>().HandleAsync(engine.IdOf("pauser@example.org"));
        await engine.Get<Pause>().HandleAsync(engine.IdOf("waiter@example.org"), days: 5);
        Assert.True(await engine.Get<SkipLesson>().HandleAsync(engine.IdOf("skipper@example.org"), new("d")));
        await engine.Get<StartOver>().HandleAsync(engine.IdOf("beginner@example.org"));
        await engine.UnsubscribeAsync("leaver@example.org");
        await engine.SignUpAsync("pending@example.org");
        return [.. people, "pauser@example.org", "waiter@example.org", "skipper@example.org", "beginner@example.org"];
    }

    private static async Task<Dictionary<string, Progress>> HadAsync(TestEngine engine, IReadOnlyList<string> people)
    {
        var had = new Dictionary<string, Progress>();
        foreach (var person in people)
        {
            had[person] = (await engine.SubscriberAsync(person)).Progress;
        }

        return had;
    }

    private static LessonCounts Happened(
        TestEngine engine,
        LessonChange change,
        IReadOnlyList<string> course,
        IReadOnlyList<string> people,
        Dictionary<string, Progress> had
    )
    {
        var got = people.Where(person => engine.MailsTo(person).Contains(change.Slug.Value)).ToList();
        var behind = course.SkipWhile(lesson => lesson != change.Slug.Value).Skip(1).ToList();
        var inOrder = got.ToLookup(person => !behind.Any(lesson => CameFirst(person, lesson)));
        var without = people.Except(got).ToLookup(person => had[person].HasReceived(change.Slug) || HadFormer(person));
        return new(
            inOrder[true].Count(),
            inOrder[false].Count(),
            without[true].Count(),
            without[false].Count(),
            Again: change.Slug == change.Former ? 0 : got.Count(HadFormer)
        );

        bool HadFormer(string person) => had[person].HasReceived(change.Former);

        bool CameFirst(string person, string lesson) =>
            had[person].HasPassed(new(lesson))
            || engine.MailsTo(person).TakeWhile(mail => mail != change.Slug.Value).Contains(lesson);
    }

    // Some lessons gone, some new, and any order, with the last one at the end or gone.
    private static string Shuffled(int seed)
    {
        var random = new Random(seed);
        string[] lessons = ["a", "b", "c", "d", "e", "f", "x", "y", "z"];
        random.Shuffle(lessons);
        return string.Join(' ', [.. lessons.Take(random.Next(3, 9)), .. seed % 2 == 0 ? ["end"] : Array.Empty<string>()]);
    }
}
