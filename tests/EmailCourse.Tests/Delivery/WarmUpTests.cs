using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class WarmUpTests
{
    private static readonly LocalDate Today = TestEngine.Start.InUtc().Date;
    private static readonly string[] Zones = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Honolulu"];

    [Theory]
    [InlineData(-30, 50)]
    [InlineData(0, 50)]
    [InlineData(1, 70)]
    [InlineData(2, 98)]
    [InlineData(10, 1446)]
    [InlineData(29, 864_337)]
    [InlineData(30, null)]
    [InlineData(100_000, null)]
    public void A_ceiling_grows_by_forty_percent_a_day_until_the_domain_is_warm(int day, int? ceiling) =>
        Assert.Equal(ceiling, new WarmUpCeiling(new WarmUpOptions { Start = "2026-03-27" }).On(Today.PlusDays(day)));

    [Fact]
    public void Without_a_first_day_there_is_no_ceiling() => Assert.Null(new WarmUpCeiling(new WarmUpOptions()).On(Today));

    [Fact]
    public async Task Without_a_warm_up_no_row_is_written()
    {
        using var engine = new TestEngine();
        await engine.CrowdAsync(3);

        await engine.RunAsync();

        Assert.DoesNotContain(engine.Table.Rows(ShardKey.All[0]), row => row.RowKey == WarmUpStore.RowKey);
    }

    [Fact]
    public async Task No_more_lessons_leave_than_the_day_allows_whatever_shard_they_are_of()
    {
        using var engine = Warming(firstDay: 10);
        foreach (var shard in "0379af")
        {
            await engine.CrowdAsync(4, shard);
        }

        await engine.RunAsync();
        await engine.RunAsync();

        Assert.Equal(10, engine.Provider.Accepted.Count);
        Assert.Equal(14, engine.DueRows().Count(due => due.Due.At <= engine.Clock.Now));
        Assert.Empty(engine.Queue.Messages);
        Assert.Equal((10, 10), await TodayAsync(engine));
    }

    [Fact]
    public async Task The_oldest_leave_first_whatever_mail_they_are_due_for()
    {
        using var engine = Warming(firstDay: 3);
        await engine.CrowdAsync(2, '0', TestEngine.Lessons[0].Mail, engine.Clock.Now - Duration.FromMinutes(1));
        await CrowdOfAsync(engine, TestEngine.Lessons[1].Mail, engine.Clock.Now - Duration.FromMinutes(2), 0xb0);
        await CrowdOfAsync(engine, TestEngine.Lessons[0].Mail, engine.Clock.Now, 0xa0);

        await engine.RunAsync();

        Assert.Equal(
            [TestEngine.Lessons[1].Value, TestEngine.Lessons[0].Value, TestEngine.Lessons[0].Value],
            engine.Provider.Accepted.Select(mail => mail.Mail)
        );
        Assert.Equal(Id(0xa0), Assert.Single(engine.DueRows(), due => due.Due.At <= engine.Clock.Now).Id);
    }

    [Fact]
    public async Task A_mail_that_somebody_asked_for_does_not_wait_and_counts()
    {
        using var engine = Warming(firstDay: 3);
        await engine.CrowdAsync(2);
        await engine.RunAsync();
        foreach (var email in new[] { "a@example.org", "b@example.org" })
        {
            await engine.SignUpAsync(email);
        }

        await engine.RunAsync();
        await engine.CrowdAsync(1, '1');
        await engine.RunAsync();

        Assert.Equal(["confirm", "confirm"], engine.Provider.Accepted.Skip(2).Select(mail => mail.Mail));
        Assert.Equal((3, 4), await TodayAsync(engine));
    }

    [Fact]
    public async Task What_does_not_fit_waits_for_its_three_hours_and_then_for_its_learners_next_hour()
    {
        using var engine = Warming(firstDay: 1, growth: 100);
        await engine.CrowdAsync(2);

        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(3));
        Assert.Equal(0, engine.Counted(TestEngine.Lessons[0].Value, CounterNames.Late));
        await engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 8, 0));

        Assert.Equal(3, engine.Provider.Accepted.Count);
        Assert.Equal(2, engine.Provider.Accepted.Select(mail => mail.To).Distinct().Count());
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("not reached")]
    [InlineData("misconfigured")]
    public async Task The_places_of_a_call_that_was_not_accepted_are_given_back(string outcome)
    {
        using var engine = Warming(firstDay: 10);
        await engine.CrowdAsync(6);
        engine.Provider.Answer = _ => Outcome(outcome);
        await engine.RunAsync();
        Assert.Equal((10, 0), await TodayAsync(engine));

        engine.Provider.Answer = _ => new SendOutcome.Accepted();
        engine.Clock.Now += Duration.FromMinutes(5);
        await engine.RunAsync();

        Assert.Equal(6, engine.Provider.Accepted.Count);
        Assert.Equal((10, 6), await TodayAsync(engine));
    }

    [Fact]
    public async Task The_places_of_a_batch_that_could_not_be_opened_are_given_back()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows) { BeforeCommit = changes => FailAsync(changes.Any(IsBatch)) };
        using var engine = Warming(firstDay: 10, table: table, rows: rows);
        await engine.CrowdAsync(6);
        await Assert.ThrowsAsync<IOException>(engine.RunAsync);
        Assert.Equal((10, 0), await TodayAsync(engine));

        table.BeforeCommit = _ => Task.CompletedTask;
        engine.Clock.Now += DeliveryRules.LeaseDuration;
        await engine.RunAsync();

        Assert.Equal(6, engine.Provider.Accepted.Count);
        Assert.Equal((10, 6), await TodayAsync(engine));

        static Task FailAsync(bool fails) =>
            fails ? Task.FromException(new IOException("A partition does not answer.")) : Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_leaves_with_places_of_a_day_that_ended_while_the_batch_was_opened()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows);
        using var engine = Warming(firstDay: 10, table: table, rows: rows);
        var midnight = Instant.FromUtc(2026, 3, 28, 0, 0);
        engine.Clock.Now = midnight - Duration.FromMilliseconds(200);
        await engine.CrowdAsync(6, at: engine.Clock.Now);
        table.BeforeCommit = changes =>
        {
            if (changes.Any(IsBatch) && engine.Clock.Now < midnight)
            {
                engine.Clock.Now += Duration.FromMilliseconds(400);
            }

            return Task.CompletedTask;
        };
        await engine.RunAsync();
        engine.Clock.Now += Duration.FromMinutes(5);

        await engine.RunAsync();

        Assert.Equal(6, engine.Provider.Accepted.Count);
        Assert.Equal((10, 6), await TodayAsync(engine));
    }

    [Fact]
    public async Task The_places_of_a_lost_answer_are_kept_and_another_attempt_takes_its_own()
    {
        using var engine = Warming(firstDay: 10);
        await engine.CrowdAsync(4);
        engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await engine.RunAsync();
        Assert.Equal((10, 4), await TodayAsync(engine));

        engine.Provider.Answer = _ => new SendOutcome.Accepted();
        engine.Clock.Now += Duration.FromMinutes(15);
        await engine.RunAsync();

        Assert.Equal((10, 8), await TodayAsync(engine));
        Assert.Equal(4, engine.Provider.Accepted.Count);
    }

    [Fact]
    public async Task An_open_batch_for_which_there_is_no_room_stays_open_and_its_members_are_in_no_other()
    {
        using var engine = Warming(firstDay: 5);
        await engine.CrowdAsync(4);
        engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await engine.RunAsync();
        engine.Provider.Answer = _ => new SendOutcome.Accepted();
        engine.Clock.Now += Duration.FromMinutes(15);

        await engine.RunAsync();

        Assert.Empty(engine.Provider.Accepted);
        Assert.Single(engine.Table.Rows(ShardKey.All[0]), row => row.RowKey.StartsWith("batch~", StringComparison.Ordinal));
        Assert.Equal((5, 4), await TodayAsync(engine));
    }

    [Fact]
    public async Task Two_shards_that_take_places_at_once_are_both_counted()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows);
        using var engine = Warming(firstDay: 10, table: table, rows: rows);
        var store = engine.Get<WarmUpStore>();
        var lesson = TestEngine.Lessons[0].Mail;
        WarmUpPlaces? other = null;
        table.BeforeCommit = async _ => other ??= await store.TakeAsync(lesson, 7, TestToken.Current);

        var places = await store.TakeAsync(lesson, 7, TestToken.Current);

        Assert.Equal((7, 3), (other!.Count, places.Count));
        Assert.Equal((10, 10), await TodayAsync(engine));
    }

    [Fact]
    public async Task Places_whose_taking_or_giving_back_was_repeated_after_a_lost_answer_are_counted_once()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows) { LosesAnswer = _ => true };
        using var engine = Warming(firstDay: 10, table: table, rows: rows);
        var store = engine.Get<WarmUpStore>();

        var first = await store.TakeAsync(TestEngine.Lessons[0].Mail, 3, TestToken.Current);
        var second = await store.TakeAsync(TestEngine.Lessons[0].Mail, 4, TestToken.Current);
        Assert.Equal((3, 4), (first.Count, second.Count));
        Assert.Equal((10, 7), await TodayAsync(engine));

        await store.GiveBackAsync(second, 2, TestToken.Current);
        Assert.Equal((10, 5), await TodayAsync(engine));
    }

    [Fact]
    public async Task A_new_day_has_new_places_and_learns_from_the_one_before_whose_turn_it_is()
    {
        using var engine = Warming(firstDay: 2, growth: 50);
        await engine.CrowdAsync(5, at: Instant.FromUtc(2026, 3, 27, 11, 0));
        await engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 8, 0));

        var today = await engine.Get<WarmUpStore>().FindTodayAsync(TestToken.Current);

        // Two left, and three moved to another day.
        Assert.Equal((3, (3 - Math.Sqrt(3)) / 5), (today!.Ceiling, today.Share));
        Assert.Equal(today.Used, engine.Provider.Accepted.Count - 2);
    }

    [Fact]
    public async Task Places_of_yesterday_are_worth_nothing_today()
    {
        using var engine = Warming(firstDay: 10);
        var store = engine.Get<WarmUpStore>();
        var places = await store.TakeAsync(TestEngine.Lessons[0].Mail, 4, TestToken.Current);
        Assert.True(store.AreValid(places));

        engine.Clock.Now += Duration.FromDays(1);
        await store.GiveBackAsync(places, 4, TestToken.Current);

        Assert.False(store.AreValid(places));
        Assert.Equal((10, 0), await TodayAsync(engine));
    }

    [Theory]
    [InlineData(100, 60, 30, 10, 1)]
    [InlineData(100, 60, 30, 11, 0.8778)]
    [InlineData(100, 60, 340, 0, 0.225)]
    [InlineData(100, 60, 340, 50, 0.1)]
    [InlineData(100, 60, 340, 95, 0.0025)]
    [InlineData(100, 0, 0, 200, 1)]
    [InlineData(1, 1, 1, 0, 0.5)]
    public void As_many_are_in_turn_as_find_room_beside_the_mails_that_do_not_wait(
        int ceiling,
        int lessons,
        int late,
        int others,
        double share
    ) =>
        Assert.Equal(
            share,
            WarmUpDay.ShareOf(ceiling, new DayCounts(Today, lessons + others, late, 0, 0) { LessonsSent = lessons }),
            tolerance: 0.0001
        );

    [Fact]
    public void Where_all_may_leave_everybody_is_in_turn() =>
        Assert.All(Ids(100), id => Assert.True(new WarmUpDay(Today, 50, 0, 1, null).IsInTurn(id, Noon(Today))));

    [Fact]
    public void Turns_share_a_day_out_evenly_and_come_to_everybody_within_days()
    {
        var days = Enumerable.Range(0, 60).Select(day => Of(Today.PlusDays(day), share: 0.18)).ToList();

        Assert.All(days, day => Assert.InRange(Ids(2000).Count(id => day.IsInTurn(id, Noon(day.Day))), 300, 400));
        Assert.All(Ids(2000), id => Assert.InRange(LongestWait(days, id), 1, 8));
    }

    [Fact]
    public void After_midnight_the_turn_is_that_of_the_day_on_which_the_lesson_was_due()
    {
        var day = Of(Today, share: 0.3);
        var next = Of(Today.PlusDays(1), share: 0.6, before: 0.3);

        Assert.All(Ids(200), id => Assert.Equal(day.IsInTurn(id, Noon(Today)), next.IsInTurn(id, Noon(Today))));
    }

    [Fact]
    public void Until_a_day_is_known_the_share_of_the_other_holds_and_if_none_is_everybody_is_in_turn()
    {
        var tomorrow = Today.PlusDays(1);

        Assert.InRange(InTurn(Of(tomorrow, share: null, before: 0.3), tomorrow), 30, 90);
        Assert.InRange(InTurn(Of(tomorrow, share: 0.3, before: null), Today), 30, 90);
        Assert.Equal(200, InTurn(Of(tomorrow, share: null), tomorrow));

        static int InTurn(WarmUpDay day, LocalDate dueOn) => Ids(200).Count(id => day.IsInTurn(id, Noon(dueOn)));
    }

    [Fact]
    public async Task The_first_call_of_a_day_does_not_forget_the_share_of_the_one_before()
    {
        using var engine = Warming(firstDay: 2);
        await engine.CrowdAsync(5);
        await engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 8, 0));
        var store = engine.Get<WarmUpStore>();
        var share = (await store.FindTodayAsync(TestToken.Current))!.Share;

        engine.Clock.Now += Duration.FromDays(1);
        await store.TakeAsync(TestEngine.Lessons[0].Mail, 1, TestToken.Current);

        Assert.True(share < 1);
        var next = (await store.FindTodayAsync(TestToken.Current))!;
        Assert.Equal((null, share), (next.Share, next.ShareBefore));
    }

    // Forty people of four zones want a lesson a day, and far fewer may have one; in Tokyo it is due an hour before midnight UTC.
    [Theory]
    [InlineData(12, 0)]
    [InlineData(20, 4)]
    public async Task Under_a_ceiling_too_low_for_weeks_everybody_gets_lessons_and_no_zone_more_than_another(
        int ceiling,
        int signUpsPerDay
    )
    {
        const int Days = 24;
        using var engine = Warming(ceiling);
        var zoneOf = new Dictionary<SubscriberId, string>();
        for (var number = 0; number < 40; number++)
        {
            var email = $"learner{number}@example.org";
            zoneOf[engine.IdOf(email)] = Zones[number % Zones.Length];
            await BeginAsync(engine, email, People.Schedule(Zones[number % Zones.Length]));
        }

        var received = new List<(SubscriberId Id, Instant At)>();
        engine.Provider.Meanwhile = call =>
        {
            foreach (var due in call.To.Where(due => due.Mail.IsLesson))
            {
                Assert.InRange(engine.Clock.Now - due.Due.At, Duration.Zero, Lateness.Limit);
                Assert.Equal(due.Recipient.Schedule.NextHour(due.Due.At - Duration.Epsilon), due.Due.At);
                received.Add((due.Id, engine.Clock.Now));
            }

            return Task.CompletedTask;
        };
        for (var day = 1; day <= Days; day++)
        {
            for (var number = 0; number < signUpsPerDay; number++)
            {
                await engine.SignUpAsync($"day{day}-{number}@example.org");
            }

            await engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(day));
        }

        var end = engine.Clock.Now;
        var perDay = received.CountBy(each => each.At.InUtc().Date).ToList();
        Assert.All(perDay, day => Assert.InRange(day.Value, 1, ceiling));
        var perLearner = received.ToLookup(each => each.Id, each => each.At);
        Assert.Equal(40, perLearner.Count);
        Assert.All(perLearner, each => Assert.True(LongestGap([TestEngine.Start, .. each, end]) <= Duration.FromDays(10)));

        // On the first two days nobody knows yet how many want to leave.
        var known = received.Where(each => each.At > TestEngine.Start + Duration.FromDays(2));
        var perZone = known.CountBy(each => zoneOf[each.Id]).ToDictionary();
        Assert.All(perZone, zone => Assert.InRange(zone.Value / perZone.Values.Average(), 0.85, 1.15));
        TestContext.Current.SendDiagnosticMessage(string.Join(' ', perZone) + " avg " + perDay.Average(day => day.Value));
    }

    /// <param name="table">Stands before the rows, if given.</param>
    private static TestEngine Warming(int firstDay, int growth = 0, ICourseTable? table = null, InMemoryTable? rows = null) =>
        new(
            rows ?? new InMemoryTable(),
            services =>
            {
                services.Configure<EmailCourseOptions>(options =>
                    options.WarmUp = new()
                    {
                        Start = "2026-03-27",
                        FirstDay = firstDay,
                        GrowthPercent = growth,
                    }
                );
                if (table is not null)
                {
                    services.AddSingleton(table);
                }
            }
        );

    private static async Task<(int Ceiling, int Used)> TodayAsync(TestEngine engine)
    {
        var today = (await engine.Get<WarmUpStore>().FindTodayAsync(TestToken.Current))!;
        return (today.Ceiling, today.Used);
    }

    private static SendOutcome Outcome(string name) =>
        name switch
        {
            "throttled" => new SendOutcome.Throttled(Duration.FromMinutes(1)),
            "not reached" => new SendOutcome.NotReached("refused"),
            _ => new SendOutcome.Misconfigured("401"),
        };

    private static bool IsBatch(TableTransactionAction change) =>
        change.Entity.RowKey.StartsWith("batch~", StringComparison.Ordinal);

    private static WarmUpDay Of(LocalDate day, double? share, double? before = null) => new(day, 100, 0, share, before);

    private static Instant Noon(LocalDate day) => (day + LocalTime.Noon).InUtc().ToInstant();

    private static SubscriberId Id(int number) => SubscriberId.Parse($"0{number:x31}");

    private static Task CrowdOfAsync(TestEngine engine, MailKey mail, Instant at, int number) =>
        SaveAsync(engine, People.Recipient(Id(number)), mail, at);

    private static Task BeginAsync(TestEngine engine, string email, DailySchedule schedule) =>
        SaveAsync(
            engine,
            new Recipient(engine.IdOf(email), People.Address(email), FirstName.None, schedule),
            TestEngine.Lessons[0].Mail,
            schedule.NextHour(TestEngine.Start)
        );

    private static async Task SaveAsync(TestEngine engine, Recipient recipient, MailKey mail, Instant at)
    {
        var progress = Progress.None.Awaiting(mail, at);
        var person = new Subscriber(recipient, SubscriberState.Active, progress, engine.Clock.Now)
        {
            Consent = People.Consent(engine.Clock.Now),
        };
        await engine.Get<SubscriberStore>().UpdateAsync(recipient.Id, _ => new SubscriberChange(person), TestToken.Current);
    }

    private static IEnumerable<SubscriberId> Ids(int count)
    {
        using var engine = new TestEngine();
        return [.. Enumerable.Range(0, count).Select(number => engine.IdOf($"learner{number}@example.org"))];
    }

    private static int LongestWait(List<WarmUpDay> days, SubscriberId id)
    {
        var turns = Enumerable.Range(0, days.Count).Where(day => days[day].IsInTurn(id, Noon(days[day].Day))).ToList();
        return turns.Zip(turns.Skip(1), (one, next) => next - one).Max();
    }

    private static Duration LongestGap(IReadOnlyList<Instant> times) => times.Zip(times.Skip(1), (one, next) => next - one).Max();
}
