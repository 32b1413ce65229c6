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
        Assert.Equal((10, 10, 0), await TodayAsync(engine));
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
        Assert.Equal((3, 4, 0), await TodayAsync(engine));
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
        Assert.Equal((10, 0, 0), await TodayAsync(engine));

        engine.Provider.Answer = _ => new SendOutcome.Accepted();
        engine.Clock.Now += Duration.FromMinutes(5);
        await engine.RunAsync();

        Assert.Equal(6, engine.Provider.Accepted.Count);
        Assert.Equal((10, 6, 0), await TodayAsync(engine));
    }

    [Fact]
    public async Task The_places_of_a_lost_answer_are_kept_and_another_attempt_takes_its_own()
    {
        using var engine = Warming(firstDay: 10);
        await engine.CrowdAsync(4);
        engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await engine.RunAsync();
        Assert.Equal((10, 4, 0), await TodayAsync(engine));

        engine.Provider.Answer = _ => new SendOutcome.Accepted();
        engine.Clock.Now += Duration.FromMinutes(15);
        await engine.RunAsync();

        Assert.Equal((10, 8, 0), await TodayAsync(engine));
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
        Assert.Equal((5, 4, 0), await TodayAsync(engine));
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
        Assert.Equal((10, 10, 0), await TodayAsync(engine));
    }

    [Fact]
    public async Task A_new_day_has_new_places_and_knows_how_many_wanted_to_leave_on_the_one_before()
    {
        using var engine = Warming(firstDay: 2, growth: 50);
        await engine.CrowdAsync(5, at: Instant.FromUtc(2026, 3, 27, 11, 0));
        await engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 8, 0));

        var today = await engine.Get<WarmUpStore>().FindTodayAsync(TestToken.Current);

        Assert.Equal((3, 5L), (today!.Ceiling, today.Expected));
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
        Assert.Equal((10, 0, 0), await TodayAsync(engine));
    }

    [Fact]
    public void Where_all_may_leave_everybody_is_in_turn() =>
        Assert.All(Ids(100), id => Assert.True(new WarmUpDay(Today, 50, 0, 50).IsInTurn(id)));

    [Fact]
    public void Turns_share_a_day_out_evenly_and_come_to_everybody_within_days()
    {
        var days = Enumerable.Range(0, 60).Select(day => new WarmUpDay(Today.PlusDays(day), 100, 0, 500)).ToList();

        Assert.All(days, day => Assert.InRange(Ids(2000).Count(day.IsInTurn), 300, 400));
        Assert.All(Ids(2000), id => Assert.InRange(LongestWait(days, id), 1, 8));
    }

    // Forty people of four zones want a lesson a day, and twelve may have one.
    [Fact]
    public async Task Under_a_ceiling_too_low_for_weeks_everybody_gets_lessons_and_nobody_waits_behind_all_others()
    {
        string[] zones = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Honolulu"];
        using var engine = Warming(firstDay: 12);
        for (var number = 0; number < 40; number++)
        {
            await BeginAsync(engine, $"learner{number}@example.org", People.Schedule(zones[number % zones.Length]));
        }

        var received = new Dictionary<SubscriberId, List<Instant>>();
        engine.Provider.Meanwhile = call =>
        {
            foreach (var due in call.To)
            {
                Assert.InRange(engine.Clock.Now - due.Due.At, Duration.Zero, Lateness.Limit);
                Assert.Equal(due.Recipient.Schedule.NextHour(due.Due.At - Duration.Epsilon), due.Due.At);
                received.TryAdd(due.Id, []);
                received[due.Id].Add(engine.Clock.Now);
            }

            return Task.CompletedTask;
        };
        var end = TestEngine.Start + Duration.FromDays(24);
        await engine.AdvanceToAsync(end);

        var perDay = received.Values.SelectMany(each => each).CountBy(at => at.InUtc().Date).ToList();
        Assert.All(perDay, day => Assert.InRange(day.Value, 1, 12));
        Assert.True(perDay.Average(day => day.Value) > 9, string.Join(' ', perDay));
        Assert.Equal(40, received.Count);
        Assert.All(received.Values, each => Assert.InRange(each.Count, 4, 14));
        Assert.All(received.Values, each => Assert.True(LongestGap([TestEngine.Start, .. each, end]) <= Duration.FromDays(10)));
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

    private static async Task<(int Ceiling, int Used, long Expected)> TodayAsync(TestEngine engine)
    {
        var today = (await engine.Get<WarmUpStore>().FindTodayAsync(TestToken.Current))!;
        return (today.Ceiling, today.Used, today.Expected ?? 0);
    }

    private static SendOutcome Outcome(string name) =>
        name switch
        {
            "throttled" => new SendOutcome.Throttled(Duration.FromMinutes(1)),
            "not reached" => new SendOutcome.NotReached("refused"),
            _ => new SendOutcome.Misconfigured("401"),
        };

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
        var turns = Enumerable.Range(0, days.Count).Where(day => days[day].IsInTurn(id)).ToList();
        return turns.Zip(turns.Skip(1), (one, next) => next - one).Max();
    }

    private static Duration LongestGap(IReadOnlyList<Instant> times) => times.Zip(times.Skip(1), (one, next) => next - one).Max();
}
