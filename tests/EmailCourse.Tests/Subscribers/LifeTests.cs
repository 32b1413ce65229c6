using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class LifeTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_whole_course_comes_at_the_chosen_hour_across_the_change_of_clocks_and_ends()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 6, 59));
        Assert.Equal(["confirm", "not-too-much"], _engine.MailsTo());

        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 7, 0));
        Assert.Equal(["confirm", "not-too-much", "what-happened"], _engine.MailsTo());

        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 29, 5, 59));
        Assert.Equal(3, _engine.MailsTo().Count);
        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 29, 6, 0));
        Assert.Equal("a-sliding-scale", _engine.MailsTo()[3]);
    }

    [Fact]
    public async Task After_the_last_lesson_a_subscriber_is_completed_and_waits_for_nothing()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(100));

        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(SubscriberState.Completed, subscriber.State);
        Assert.Equal(TestEngine.Lessons, subscriber.Progress.Received);
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task Confirming_makes_the_first_lesson_due_now_and_triggers_the_delivery_of_the_shard()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();

        Assert.Equal(ConfirmOutcome.Confirmed, await _engine.ConfirmAsync());

        Assert.Equal(new ScheduledMail(TestEngine.Start, TestEngine.Lessons[0].Mail), Assert.Single(_engine.DueRows()).Due);
        Assert.Equal(_engine.IdOf().Shard, Assert.Single(_engine.Queue.Messages).Shard);
    }

    [Fact]
    public async Task Confirming_twice_is_as_good_as_once()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        Assert.Equal(ConfirmOutcome.ConfirmedBefore, await _engine.ConfirmAsync());

        Assert.Equal(before, _engine.Snapshot());
        Assert.Equal(1, _engine.Counted("people", "Confirmed"));
    }

    [Fact]
    public async Task Confirming_does_not_bring_back_someone_who_stopped()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        var before = _engine.Snapshot();

        Assert.Equal(ConfirmOutcome.Stopped, await _engine.ConfirmAsync());
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Confirming_an_address_nobody_knows_stores_nothing()
    {
        Assert.Equal(ConfirmOutcome.Unknown, await _engine.ConfirmAsync());
        Assert.Empty(_engine.Snapshot());
    }

    [Fact]
    public async Task Confirming_a_suppressed_address_is_to_no_avail()
    {
        await _engine.SignUpAsync();
        await _engine.SuppressAsync();

        Assert.Equal(ConfirmOutcome.Unknown, await _engine.ConfirmAsync());
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task After_a_stop_nothing_is_sent_any_more()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.MailsTo().Count;

        await _engine.UnsubscribeAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(400));

        Assert.Equal(before, _engine.MailsTo().Count);
        Assert.Empty(_engine.DueRows());
    }

    [Fact]
    public async Task Stopping_twice_is_as_good_as_once()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();
        var before = _engine.Snapshot();

        await _engine.UnsubscribeAsync();

        Assert.Equal(before, _engine.Snapshot());
        Assert.Equal(1, _engine.Counted("people", "Unsubscribed"));
    }

    [Fact]
    public async Task Someone_who_never_confirmed_may_stop_too()
    {
        await _engine.SignUpAsync();
        await _engine.UnsubscribeAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(30));

        Assert.Empty(_engine.Provider.Calls);
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.NotNull(await _engine.Get<SubscriberStore>().FindTombstoneAsync(_engine.IdOf(), TestToken.Current));
    }

    [Fact]
    public async Task Of_a_suppressed_person_only_a_tombstone_remains()
    {
        await _engine.BecomeActiveAsync();
        await _engine.SuppressAsync();

        var left = _engine
            .Table.Rows(_engine.IdOf().Shard)
            .Where(row => row.RowKey.Contains(_engine.IdOf().ToString(), StringComparison.Ordinal));
        var tombstone = Assert.Single(left);
        Assert.Equal(
            ["At", "LastBatch", "PartitionKey", "Reason", "RowKey", "State"],
            tombstone.Keys.Except(["Timestamp", "odata.etag"]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Suppressing_twice_counts_once()
    {
        await _engine.BecomeActiveAsync();
        await _engine.SuppressAsync();
        await _engine.SuppressAsync(reason: SuppressionReason.Complained);

        Assert.Equal(1, _engine.Counted("people", "Suppressed"));
    }

    [Fact]
    public async Task Expiring_leaves_alone_whoever_does_not_wait_for_it()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        await _engine.Get<Expire>().HandleAsync(_engine.IdOf(), TestToken.Current);
        await _engine.Get<Expire>().HandleAsync(_engine.IdOf("nobody@example.org"), TestToken.Current);

        Assert.Equal(before, _engine.Snapshot());
    }
}
