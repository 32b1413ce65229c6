using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using EmailCourse.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class BrakeTests : IDisposable
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly Recorder _recorder = new();
    private readonly TestEngine _engine;

    public BrakeTests() => _engine = new TestEngine(_recorder.Listen);

    public void Dispose()
    {
        _engine.Dispose();
        _recorder.Dispose();
    }

    [Theory]
    [InlineData(5, 1666, true)]
    [InlineData(5, 1667, false)]
    [InlineData(4, 10, false)]
    [InlineData(5, 0, true)]
    [InlineData(300, 100_000, false)]
    [InlineData(301, 100_000, true)]
    public async Task Five_complaints_or_more_that_are_over_0_3_percent_stop_all_sending(int complaints, int sent, bool stops)
    {
        await CountAsync(sent, complained: complaints);

        await DeliverAsync();

        Assert.Equal(
            stops ? new PulledBrake(TestEngine.Start, BrakeCause.Complaints, complaints, sent) : null,
            await FindAsync()
        );
        Assert.Equal(stops ? 0 : 1, _engine.Provider.Calls.Count);
    }

    [Theory]
    [InlineData(20, 199, true)]
    [InlineData(20, 200, false)]
    [InlineData(19, 20, false)]
    public async Task Twenty_bounces_or_more_that_are_over_10_percent_stop_all_sending(int bounces, int sent, bool stops)
    {
        await CountAsync(sent, bounced: bounces);

        await DeliverAsync();

        Assert.Equal(stops ? new PulledBrake(TestEngine.Start, BrakeCause.Bounces, bounces, sent) : null, await FindAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task What_was_counted_today_and_yesterday_is_looked_at(int daysAgo, bool stops)
    {
        await CountAsync(sent: 100, complained: 5, daysAgo: daysAgo);

        await DeliverAsync();

        Assert.Equal(stops, await FindAsync() is not null);
    }

    [Fact]
    public async Task The_counts_of_all_shards_and_mails_are_added_up()
    {
        foreach (var shard in ShardKey.All)
        {
            await CountAsync(sent: 50, complained: 1, shard: shard, mail: $"{shard}");
            await CountAsync(sent: 50, shard: shard, mail: "confirm");
        }

        await DeliverAsync();

        Assert.Equal(new PulledBrake(TestEngine.Start, BrakeCause.Complaints, 16, 1600), await FindAsync());
    }

    [Fact]
    public async Task A_percentage_of_0_lets_any_number_pass()
    {
        using var engine = new TestEngine(services =>
            services.Configure<EmailCourseOptions>(options =>
                (options.Brakes.ComplaintPercent, options.Brakes.BouncePercent) = (0, 0)
            )
        );
        await CountAsync(sent: 100, complained: 50, bounced: 50, engine: engine);
        await engine.CrowdAsync(1);

        await engine.RunAsync();

        Assert.Single(engine.Provider.Accepted);
    }

    [Fact]
    public async Task People_who_bounce_or_complain_are_counted_by_what_they_did_and_once()
    {
        foreach (var email in new[] { "a@example.org", "b@example.org", "c@example.org", "d@example.org" })
        {
            await _engine.BecomeActiveAsync(email);
        }

        await _engine.SuppressAsync("a@example.org", SuppressionReason.Complained);
        await _engine.SuppressAsync("a@example.org", SuppressionReason.Complained);
        await _engine.SuppressAsync("b@example.org", SuppressionReason.Bounced);
        await _engine.SuppressAsync("b@example.org", SuppressionReason.Complained);
        await _engine.SuppressAsync("c@example.org", SuppressionReason.Dropped);
        await _engine.SuppressAsync("d@example.org", SuppressionReason.Invalid);
        await _engine.SuppressAsync("nobody@example.org", SuppressionReason.Complained);

        Assert.Equal(
            (4, 1, 1),
            (Counted(CounterNames.Suppressed), Counted(CounterNames.Bounced), Counted(CounterNames.Complained))
        );

        long Counted(string name) => _engine.Counted("people", name);
    }

    [Fact]
    public async Task While_it_is_pulled_no_mail_of_any_kind_leaves_and_no_message_goes_round_in_circles()
    {
        await PullAsync();
        await _engine.CrowdAsync(3);
        await _engine.SignUpAsync();

        await _engine.RunAsync();

        Assert.Empty(_engine.Provider.Calls);
        Assert.Empty(_engine.Queue.Messages);
        Assert.Equal(4, _engine.DueRows().Count);
    }

    [Fact]
    public async Task While_it_is_pulled_people_confirm_and_stop_as_ever()
    {
        await _engine.BecomeActiveAsync("stops@example.org");
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        await PullAsync();

        Assert.Equal(ConfirmOutcome.Confirmed, await _engine.ConfirmAsync());
        await _engine.UnsubscribeAsync("stops@example.org");

        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync()).State);
        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync("stops@example.org")).State);
    }

    [Fact]
    public async Task While_it_is_pulled_an_accepted_batch_is_recorded_and_an_unknown_one_is_not_sent_again()
    {
        await _engine.CrowdAsync(1, '1');
        await _engine.CrowdAsync(1, '2');
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();
        var told = _engine.Provider.Calls[0];
        await _engine.Get<BatchStore>().AcceptAsync(told.To[0].Id.Shard, told.BatchId, TestToken.Current);
        await PullAsync();
        _engine.Clock.Now += Duration.FromMinutes(20);

        await _engine.RunAsync();

        Assert.Equal(2, _engine.Provider.Calls.Count);
        Assert.Equal(ShardKey.All.Count, Braked(_engine));
        Assert.Equal([TestEngine.Lessons[0]], (await _engine.FindAsync(told.To[0].Id))!.Progress.Received);
        await ResumeAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();
        await _engine.RunAsync();
        Assert.Equal(_engine.Provider.Calls[1].BatchId, _engine.Provider.Calls[2].BatchId);
    }

    [Fact]
    public async Task Once_sending_goes_on_what_is_due_leaves_and_what_is_too_late_moves_to_its_learners_next_hour()
    {
        await PullAsync();
        var late = (await _engine.CrowdAsync(1, '1', at: TestEngine.Start - Duration.FromHours(1)))[0];
        var due = (await _engine.CrowdAsync(1, '2', at: TestEngine.Start + Duration.FromHours(1)))[0];
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(3));
        Assert.Empty(_engine.Provider.Calls);

        Assert.True(await ResumeAsync());
        await _engine.RunAsync();

        Assert.Equal([due], _engine.Provider.Accepted.Select(mail => mail.To));
        Assert.Equal(
            new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), TestEngine.Lessons[0].Mail),
            (await _engine.FindAsync(late))!.Progress.Due
        );
    }

    [Fact]
    public async Task Once_sending_goes_on_the_same_complaints_do_not_stop_it_again_and_new_ones_do()
    {
        await PullAsync();
        await ResumeAsync();
        await DeliverAsync();
        Assert.Null(await FindAsync());

        await CountAsync(sent: 0, complained: 4);
        await DeliverAsync('1');
        Assert.Null(await FindAsync());

        await CountAsync(sent: 0, complained: 1);
        await DeliverAsync('2');
        Assert.Equal((BrakeCause.Complaints, 5), ((await FindAsync())!.Cause, (await FindAsync())!.Count));
    }

    [Fact]
    public async Task On_the_day_after_sending_went_on_only_what_came_after_it_counts()
    {
        await CountAsync(sent: 100, complained: 50, daysAgo: 1);
        await PullAsync();
        await ResumeAsync();
        await CountAsync(sent: 100, complained: 2);
        _engine.Clock.Now += Day;
        await CountAsync(sent: 100, complained: 2);
        await DeliverAsync();
        Assert.Null(await FindAsync());

        await CountAsync(sent: 0, complained: 1);
        await DeliverAsync('1');

        Assert.Equal(5, (await FindAsync())!.Count);
    }

    [Fact]
    public async Task The_mails_before_sending_went_on_are_still_those_that_complaints_are_about()
    {
        await CountAsync(sent: 10_000, complained: 40);
        await DeliverAsync();
        await ResumeAsync();

        await CountAsync(sent: 0, complained: 10);
        await DeliverAsync();

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task After_a_stop_of_a_weekend_complaints_that_trickle_in_are_measured_against_the_mails_before_it()
    {
        await CountAsync(sent: 10_000, complained: 40);
        await DeliverAsync();
        _engine.Clock.Now += 2 * Day;
        await ResumeAsync();

        await CountAsync(sent: 10, complained: 5);
        await DeliverAsync('1');
        Assert.Null(await FindAsync());
        _engine.Clock.Now += Day;
        await CountAsync(sent: 10, complained: 4);
        await DeliverAsync('2');
        Assert.Null(await FindAsync());

        _engine.Clock.Now += Day;
        await CountAsync(sent: 10, complained: 1);
        await DeliverAsync('3');
        Assert.Equal(5, (await FindAsync())!.Count);
    }

    [Fact]
    public async Task A_second_stop_does_not_forget_the_mails_before_the_first()
    {
        await CountAsync(sent: 10_000, complained: 40);
        await DeliverAsync();
        _engine.Clock.Now += 2 * Day;
        await ResumeAsync();
        await CountAsync(sent: 0, complained: 31);
        await DeliverAsync('1');
        Assert.Equal(new PulledBrake(_engine.Clock.Now, BrakeCause.Complaints, 31, 10_000), await FindAsync());
        _engine.Clock.Now += Day;
        await ResumeAsync();

        await CountAsync(sent: 0, complained: 30);
        await DeliverAsync('2');
        Assert.Null(await FindAsync());
        await CountAsync(sent: 0, complained: 1);
        await DeliverAsync('3');
        Assert.Equal(31, (await FindAsync())!.Count);
    }

    [Fact]
    public async Task A_confirmation_that_leaves_after_six_days_can_be_answered_for_seven_more_and_so_can_its_reminder()
    {
        await PullAsync();
        await _engine.SignUpAsync();
        _engine.Clock.Now += 6 * Day;
        await ResumeAsync();

        await _engine.RunAsync();
        var left = _engine.Clock.Now;
        Assert.Equal(new ScheduledMail(left + Day, MailKey.Reminder), (await _engine.SubscriberAsync()).Progress.Due);
        Assert.Equal(left + (7 * Day), ExpiryOf("confirm", left));

        await _engine.AdvanceToAsync(left + Day);
        Assert.Equal(new ScheduledMail(left + (7 * Day), MailKey.Expire), (await _engine.SubscriberAsync()).Progress.Due);
        Assert.Equal(left + (7 * Day), ExpiryOf("reminder", left + Day));
    }

    [Fact]
    public async Task The_link_of_a_mail_that_left_late_works_until_it_expires()
    {
        await PullAsync();
        await _engine.SignUpAsync();
        _engine.Clock.Now += 6 * Day;
        await ResumeAsync();
        string? link = null;
        _engine.Provider.Meanwhile = call =>
        {
            link = _engine.Get<PersonalVariablesFactory>().Create(Assert.Single(call.To)).ConfirmLink;
            return Task.CompletedTask;
        };
        await _engine.RunAsync();

        Assert.Equal((true, false), (Works(7 * Day - Duration.FromSeconds(1)), Works(Duration.FromSeconds(1))));

        bool Works(Duration later)
        {
            _engine.Clock.Now += later;
            var token = link!.Split("?t=")[1];
            return _engine.Get<LinkTokenSigner>().Verify(token, LinkPurpose.Confirm) is LinkVerdict.Valid;
        }
    }

    [Fact]
    public async Task Resuming_twice_resumes_once_and_without_a_reason_not_at_all()
    {
        Assert.False(await ResumeAsync());
        await PullAsync();

        Assert.True(await ResumeAsync());
        Assert.False(await ResumeAsync());
    }

    [Fact]
    public async Task A_course_in_which_nothing_is_due_looks_at_nothing()
    {
        await CountAsync(sent: 100, complained: 50);

        await _engine.RunAsync();

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task Where_nothing_new_was_counted_nothing_is_added_up()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 1000, complained: 1, engine: engine);
        await engine.CrowdAsync(1);
        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        var reads = 0;
        table.BeforeRead = () => reads++;

        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task What_is_counted_while_the_brake_is_checked_has_it_checked_again()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 100, complained: 4, engine: engine);
        table.BeforeCommit = _ => CountAsync(sent: 0, complained: 1, shard: ShardKey.All[5], engine: engine);
        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        table.BeforeCommit = _ => Task.CompletedTask;
        Assert.Null(await engine.Get<BrakeStore>().FindAsync(TestToken.Current));

        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);

        Assert.Equal(5, (await engine.Get<BrakeStore>().FindAsync(TestToken.Current))!.Count);
    }

    [Theory]
    [InlineData("spamreport", true)]
    [InlineData("bounce", true)]
    [InlineData("dropped", false)]
    [InlineData("delivered", false)]
    public async Task SendGrid_reports_what_has_the_brake_checked(string kind, bool isChecked)
    {
        await _engine.BecomeActiveAsync();
        var id = (await _engine.SubscriberAsync()).Id.ToString();

        await _engine
            .Get<SendGridEventHandler>()
            .HandleAsync(
                [
                    new SendGridEvent
                    {
                        Kind = kind,
                        Type = kind,
                        Subscriber = id,
                    },
                ],
                TestToken.Current
            );

        Assert.Equal(isChecked, (await _engine.Get<BrakeStore>().ReadAsync(TestToken.Current)).CheckRequest is not null);
    }

    [Fact]
    public async Task A_brake_whose_pull_was_not_answered_stops_the_runs_at_once_and_says_so()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows);
        using var engine = new TestEngine(
            rows,
            services =>
            {
                _recorder.Listen(services);
                services.AddSingleton<ICourseTable>(table);
            }
        );
        await CountAsync(sent: 100, complained: 5, engine: engine);
        table.LosesAnswer = changes => changes.Any(change => change.Entity.RowKey == BrakeState.RowKey);

        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);

        Assert.Equal(ShardKey.All.Count, Braked(engine));
        Assert.Single(_recorder.Logs, line => line.Contains("All sending has stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_brake_that_is_pulled_again_while_somebody_releases_it_stays_pulled()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 100, complained: 5, engine: engine);
        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        var isFirst = true;
        table.BeforeCommit = async _ =>
        {
            if (isFirst)
            {
                isFirst = false;
                Assert.True(await engine.Get<BrakeStore>().ResumeAsync(TestToken.Current));
                engine.Clock.Now += Duration.FromMinutes(5);
                await CountAsync(sent: 0, complained: 5, engine: engine);
                await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
            }
        };

        Assert.False(await engine.Get<BrakeStore>().ResumeAsync(TestToken.Current));

        Assert.Equal(5, (await engine.Get<BrakeStore>().FindAsync(TestToken.Current))!.Count);
    }

    [Fact]
    public async Task A_complaint_is_judged_although_SendGrid_waits_no_longer_for_the_answer()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        var ids = await engine.CrowdAsync(2);
        using var aborted = new CancellationTokenSource();
        table.BeforeCommit = changes =>
            changes.Any(change => change.Entity.RowKey == SubscriberRow.Key(ids[1])) ? aborted.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            engine
                .Get<SendGridEventHandler>()
                .HandleAsync(
                    [.. ids.Select(id => new SendGridEvent { Kind = "spamreport", Subscriber = id.ToString() })],
                    aborted.Token
                )
        );

        Assert.NotNull((await engine.Get<BrakeStore>().ReadAsync(TestToken.Current)).CheckRequest);
    }

    [Fact]
    public async Task A_complaint_is_judged_although_the_one_after_it_could_not_be_counted()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        var ids = await engine.CrowdAsync(2);
        table.BeforeCommit = changes =>
            changes.Any(change => change.Entity.RowKey == SubscriberRow.Key(ids[1]))
                ? throw new IOException("A partition does not answer.")
                : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() =>
            engine
                .Get<SendGridEventHandler>()
                .HandleAsync(
                    [.. ids.Select(id => new SendGridEvent { Kind = "spamreport", Subscriber = id.ToString() })],
                    TestToken.Current
                )
        );

        Assert.NotNull((await engine.Get<BrakeStore>().ReadAsync(TestToken.Current)).CheckRequest);
    }

    [Fact]
    public async Task A_run_under_way_begins_no_batch_any_more_once_it_is_pulled()
    {
        using var engine = new TestEngine();
        await engine.CrowdAsync(1500);
        engine.Provider.Meanwhile = async _ =>
        {
            await CountAsync(sent: 100, complained: 5, engine: engine);
            await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        };

        await engine.Get<ICourseDelivery>().RunShardAsync(ShardKey.All[0], TestToken.Current);
        await engine.RunAsync();

        Assert.Single(engine.Provider.Calls);
        Assert.Equal(500, engine.DueRows().Count(due => due.Progress.Received.Length == 0));
    }

    [Fact]
    public async Task A_shard_that_it_did_not_reach_is_reached_by_the_next_tick()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 100, complained: 5, engine: engine);
        await engine.CrowdAsync(1, '3');
        table.BeforeCommit = changes =>
            changes is [{ Entity: { RowKey: ShardLease.RowKey, PartitionKey: "3" } }]
                ? throw new IOException("A partition does not answer.")
                : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => engine.Get<ICourseDelivery>().TickAsync(TestToken.Current));
        Assert.NotNull(await engine.Get<BrakeStore>().FindAsync(TestToken.Current));
        table.BeforeCommit = _ => Task.CompletedTask;

        await engine.RunAsync();

        Assert.Empty(engine.Provider.Calls);
    }

    [Fact]
    public async Task A_run_that_cannot_read_the_brake_leaves_its_shard_to_the_brake()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 100, complained: 5, engine: engine);
        await engine.CrowdAsync(1, '3');
        await engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        var reads = 0;
        table.BeforeRead = () =>
        {
            if (++reads == 2)
            {
                throw new IOException("The first partition does not answer.");
            }
        };

        await Assert.ThrowsAsync<IOException>(() =>
            engine.Get<ICourseDelivery>().RunShardAsync(ShardKey.All[3], TestToken.Current)
        );
        await engine.Get<ICourseDelivery>().RunShardAsync(ShardKey.All[3], TestToken.Current);

        Assert.Empty(engine.Provider.Calls);
    }

    [Fact]
    public async Task The_row_of_the_brake_gives_no_shard_anything_to_do()
    {
        await PullAsync();
        await ResumeAsync();

        await _engine.Get<ICourseDelivery>().TickAsync(TestToken.Current);

        Assert.Empty(_engine.Queue.Messages);
    }

    [Fact]
    public async Task Counters_that_cannot_be_read_keep_no_shard_waiting_and_fail_the_tick()
    {
        using var engine = InterferingTable.CreateEngine(out var table);
        await CountAsync(sent: 100, complained: 5, engine: engine);
        await engine.CrowdAsync(1, '3');
        var reads = 0;
        table.BeforeRead = () =>
        {
            if (++reads > ShardKey.All.Count + 1)
            {
                throw new IOException("A partition does not answer.");
            }
        };

        await Assert.ThrowsAsync<IOException>(() => engine.Get<ICourseDelivery>().TickAsync(TestToken.Current));

        Assert.Equal("3", Assert.Single(engine.Queue.Messages).Shard.ToString());
    }

    [Fact]
    public async Task The_brake_is_pulled_and_the_warm_up_begins_its_day_although_one_partition_does_not_answer_once()
    {
        var rows = new InMemoryTable();
        var table = new InterferingTable(rows);
        using var engine = new TestEngine(
            rows,
            services =>
                services
                    .AddSingleton<ICourseTable>(table)
                    .Configure<EmailCourseOptions>(options => options.WarmUp.Start = "2026-03-27")
        );
        await CountAsync(sent: 100, complained: 5, shard: ShardKey.All[3], engine: engine);
        await engine.CrowdAsync(1);
        var reads = 0;
        table.BeforeRead = () =>
        {
            if (++reads == ShardKey.All.Count + 2)
            {
                throw new IOException("A partition does not answer.");
            }
        };

        await Assert.ThrowsAsync<IOException>(() => engine.Get<ICourseDelivery>().TickAsync(TestToken.Current));

        Assert.Equal(5, (await engine.Get<BrakeStore>().FindAsync(TestToken.Current))!.Count);
        Assert.Equal(1, (await engine.Get<WarmUpStore>().FindTodayAsync(TestToken.Current))!.Share);
    }

    [Fact]
    public async Task It_is_told_once_as_critical_and_measured_at_every_tick_that_finds_something_due()
    {
        _recorder.Hear(_engine);
        await PullAsync();
        await _engine.CrowdAsync(1);

        await _engine.RunAsync();
        await _engine.RunAsync();

        var told = Assert.Single(_recorder.Logs, line => line.Contains("All sending has stopped", StringComparison.Ordinal));
        Assert.StartsWith("Critical", told, StringComparison.Ordinal);
        Assert.Equal(3, _recorder.Sum("emailcourse.brake.ticks", "cause=Complaints"));
    }

    [Fact]
    public async Task A_call_that_is_accepted_is_not_counted_and_costs_nothing()
    {
        await _engine.CrowdAsync(1);

        await _engine.RunAsync();

        Assert.DoesNotContain(
            _engine.Table.Rows(ShardKey.All[0]),
            row => row.RowKey.EndsWith("~calls", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Calls_that_are_not_accepted_are_counted_by_what_came_of_them()
    {
        SendOutcome[] outcomes =
        [
            new SendOutcome.NotReached("refused"),
            new SendOutcome.Misconfigured("401"),
            new SendOutcome.MailRefused("subject"),
            new SendOutcome.TooLarge(),
            new SendOutcome.RecipientsRefused([0], "to"),
            new SendOutcome.Refused("someone"),
            new SendOutcome.Throttled(Duration.FromDays(1)),
            new SendOutcome.Unknown("lost"),
        ];
        foreach (var (outcome, number) in outcomes.Select((outcome, number) => (outcome, number)))
        {
            await _engine.CrowdAsync(1, $"{number:x}"[0]);
            _engine.Provider.Answer = _ => outcome;
            await _engine.Get<ICourseDelivery>().RunShardAsync(ShardKey.All[number], TestToken.Current);
        }

        Assert.Equal(
            [1, 1, 1, 1, 1, 2, 1],
            new[]
            {
                CounterNames.Throttled,
                CounterNames.NotReached,
                CounterNames.Misconfigured,
                CounterNames.MailRefused,
                CounterNames.TooLarge,
                CounterNames.RecipientsRefused,
                CounterNames.Unknown,
            }.Select(name => _engine.Counted("calls", name))
        );
    }

    private Task<PulledBrake?> FindAsync() => _engine.Get<BrakeStore>().FindAsync(TestToken.Current);

    private Instant? ExpiryOf(string mail, Instant now) =>
        Assert.Single(_engine.Provider.Calls, call => call.Mail.Value == mail).To[0].ConfirmBefore(now);

    private Task<bool> ResumeAsync() => _engine.Get<BrakeStore>().ResumeAsync(TestToken.Current);

    // By five complaints of a hundred mails.
    private async Task PullAsync()
    {
        await CountAsync(sent: 100, complained: 5);
        await _engine.Get<BrakeCheck>().CheckAsync(TestToken.Current);
        Assert.NotNull(await FindAsync());
    }

    private async Task DeliverAsync(char shard = '0')
    {
        await _engine.CrowdAsync(1, shard);
        await _engine.RunAsync();
    }

    private static int Braked(TestEngine engine) =>
        ShardKey.All.Count(shard =>
            engine.Get<ICourseTable>().FindAsync(shard, ShardLease.RowKey, TestToken.Current).Result?.GetString("Owner")
            == "brake"
        );

    private async Task CountAsync(
        int sent,
        int complained = 0,
        int bounced = 0,
        int daysAgo = 0,
        ShardKey shard = default,
        string mail = "one",
        TestEngine? engine = null
    )
    {
        engine ??= _engine;
        var at = engine.Clock.Now - (daysAgo * Day);
        await AddAsync(mail, Enumerable.Repeat(CounterNames.Sent, sent));
        await AddAsync(
            "people",
            Enumerable.Repeat(CounterNames.Complained, complained).Concat(Enumerable.Repeat(CounterNames.Bounced, bounced))
        );
        if (complained + bounced > 0)
        {
            await engine.Get<BrakeStore>().RequestCheckAsync(TestToken.Current);
        }

        async Task AddAsync(string topic, IEnumerable<string> counts)
        {
            var counter = await CounterRow.ReadAsync(engine.Table, shard, CounterRow.KeyOf(at, topic), TestToken.Current);
            var transaction = new Transaction(shard);
            counter.AddTo(transaction, counts);
            Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(engine.Table, TestToken.Current));
        }
    }
}
