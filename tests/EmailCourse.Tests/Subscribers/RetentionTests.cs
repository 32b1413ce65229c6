using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class RetentionTests : IDisposable
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly TestEngine _engine = new();

    [Fact]
    public async Task Thirty_days_after_a_stop_nothing_is_left_of_a_subscriber()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();

        await AdvanceAsync(29 * Day);
        Assert.NotNull(await StoredAsync());

        await AdvanceAsync(2 * Day);
        Assert.Null(await StoredAsync());
        Assert.DoesNotContain(Rows(), row => row.RowKey.Contains(_engine.IdOf().ToString(), StringComparison.Ordinal));
        Assert.Equal(1, _engine.Counted("people", CounterNames.Forgotten));
    }

    [Fact]
    public async Task A_year_after_the_last_lesson_nothing_is_left_of_a_subscriber()
    {
        await _engine.BecomeActiveAsync();
        await AdvanceAsync(30 * Day);
        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);

        await AdvanceAsync(330 * Day);
        Assert.NotNull(await StoredAsync());

        await AdvanceAsync(30 * Day);
        Assert.Null(await StoredAsync());
        Assert.Equal(TestEngine.Lessons.Count + 1, _engine.MailsTo().Count);
    }

    [Fact]
    public async Task Asking_for_the_last_lesson_once_more_begins_the_year_anew()
    {
        await _engine.BecomeActiveAsync();
        await AdvanceAsync(300 * Day);
        await _engine.Get<SendLastAgain>().HandleAsync(_engine.IdOf());

        await AdvanceAsync(300 * Day);
        Assert.NotNull(await StoredAsync());
    }

    [Fact]
    public async Task The_year_begins_when_the_last_lesson_is_passed_over_not_when_the_one_before_came()
    {
        await _engine.BecomeActiveAsync();
        await AdvanceAsync(12 * Day);
        Assert.Equal(13, (await _engine.SubscriberAsync()).Progress.Received.Length);
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf());
        await AdvanceAsync(400 * Day);
        await _engine.Get<SkipLesson>().HandleAsync(_engine.IdOf(), TestEngine.Lessons[^1]);
        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);

        await AdvanceAsync(300 * Day);
        Assert.NotNull(await StoredAsync());

        await AdvanceAsync(70 * Day);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task Whoever_was_just_sent_the_way_to_their_page_still_finds_it()
    {
        await _engine.BecomeActiveAsync();
        await AdvanceAsync(13 * Day + 364 * Day);
        await _engine.Get<SendManageLink>().HandleAsync(People.Address(People.Ana));

        await AdvanceAsync(5 * Day);
        Assert.NotNull(await StoredAsync());

        await AdvanceAsync(5 * Day);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task A_pause_without_an_end_is_kept()
    {
        await _engine.BecomeActiveAsync();
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf());

        await AdvanceAsync(1000 * Day);
        Assert.Equal(SubscriberState.Paused, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task Whoever_is_forgotten_may_come_back_as_somebody_new()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await AdvanceAsync(40 * Day);

        await _engine.BecomeActiveAsync();

        Assert.Equal([TestEngine.Lessons[0]], (await _engine.SubscriberAsync()).Progress.Received);
    }

    [Fact]
    public async Task A_sign_up_nobody_confirmed_leaves_the_stop_before_it_as_it_was()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await AdvanceAsync(28 * Day);
        await _engine.SignUpAsync();

        // While it waits for the button, it stays; when it expires, the stop is long past.
        await AdvanceAsync(6 * Day);
        Assert.Equal(SubscriberState.Pending, (await _engine.SubscriberAsync()).State);

        await AdvanceAsync(3 * Day);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task A_shorter_time_holds_for_those_who_stopped_before_it_was_set()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        await AdvanceAsync(10 * Day);

        using var restarted = new TestEngine(
            _engine.Table,
            services => services.Configure<EmailCourseOptions>(options => options.Retention.StoppedDays = 7)
        );
        restarted.Clock.Now = _engine.Clock.Now + Day;
        await restarted.RunAsync();

        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task The_ration_of_a_mailbox_is_kept_as_long_as_it_counts_and_the_wish_never_to_be_written_to_for_good()
    {
        await _engine.SignUpAsync("ben@example.org");
        await _engine.SignUpAsync("cleo@example.org");
        var cleo = (
            Id: _engine.IdOf("cleo@example.org"),
            Mailbox: _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address("cleo@example.org"))
        );
        await _engine.Get<Refuse>().HandleAsync(cleo.Id, cleo.Mailbox);

        await AdvanceAsync(30 * Day);
        Assert.Equal(2, Mailboxes());

        await AdvanceAsync(10 * Day);
        Assert.Equal(1, Mailboxes());
        Assert.True(await _engine.Get<MailboxRation>().IsClosedAsync(cleo.Mailbox));
    }

    [Fact]
    public async Task A_mail_to_somebody_who_had_every_lesson_is_waited_for()
    {
        await _engine.BecomeActiveAsync();
        await AdvanceAsync(30 * Day);
        _engine.Clock.Now += 400 * Day;
        await _engine.SignUpAsync();

        await _engine.Get<RetentionSweeper>().SweepAsync(_engine.IdOf().Shard, TestToken.Current);
        Assert.NotNull(await StoredAsync());

        await _engine.RunAsync();
        Assert.Equal("already-subscribed", _engine.MailsTo()[^1]);
    }

    public void Dispose() => _engine.Dispose();

    private Task AdvanceAsync(Duration time) => _engine.AdvanceToAsync(_engine.Clock.Now + time);

    private Task<Subscriber?> StoredAsync() => _engine.FindAsync(_engine.IdOf());

    private int Mailboxes() => Rows().Count(row => row.RowKey.StartsWith("mailbox~", StringComparison.Ordinal));

    private IEnumerable<Azure.Data.Tables.TableEntity> Rows() => ShardKey.All.SelectMany(_engine.Table.Rows);
}
