using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

/// <summary>Somebody changes something between reading due rows, the call and the recording; or storage is slow.</summary>
public sealed class ChangedMeanwhileTests : IDisposable
{
    private readonly InterferingTable _table;
    private readonly TestEngine _engine;

    public ChangedMeanwhileTests() => _engine = InterferingTable.CreateEngine(out _table);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Whom_SendGrid_names_is_counted_in_the_request_and_not_among_those_who_were_due()
    {
        var ids = await _engine.CrowdAsync(5);
        WhenABatchIsBegun(() => _engine.Get<Unsubscribe>().HandleAsync(ids[0]));
        _engine.Provider.Answer = request =>
            request.To.Any(due => due.Id == ids[2])
                ? new SendOutcome.RecipientsRefused([1], "no such address")
                : new SendOutcome.Accepted();

        await _engine.RunAsync();

        Assert.Equal([ids[2]], await SuppressedAsync(ids));
        Assert.Equal([ids[1], ids[3], ids[4]], _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task Whom_SendGrid_names_in_a_search_is_counted_in_the_request_too()
    {
        var ids = await _engine.CrowdAsync(8);
        WhenABatchIsBegun(() => _engine.Get<Unsubscribe>().HandleAsync(ids[0]), batch: 2);
        _engine.Provider.Answer = request =>
            request.To.Count > 4 ? new SendOutcome.Refused("somebody")
            : request.To.Any(due => due.Id == ids[2]) ? new SendOutcome.RecipientsRefused([1], "no such address")
            : new SendOutcome.Accepted();

        await _engine.RunAsync();

        Assert.Equal([ids[2]], await SuppressedAsync(ids));
        Assert.Equal(ids.Except([ids[0], ids[2]]).ToHashSet(), _engine.Provider.Accepted.Select(mail => mail.To).ToHashSet());
    }

    [Fact]
    public async Task One_of_two_who_is_left_and_refused_alone_is_suppressed()
    {
        var ids = await _engine.CrowdAsync(2);
        WhenABatchIsBegun(() => _engine.Get<Unsubscribe>().HandleAsync(ids[0]));
        _engine.Provider.Answer = _ => new SendOutcome.Refused("somebody");

        await _engine.RunAsync();

        Assert.Equal([ids[1]], await SuppressedAsync(ids));
        Assert.Single(_engine.Provider.Calls);
    }

    [Fact]
    public async Task Who_changed_their_hour_in_the_moment_of_sending_gets_what_was_due_without_waiting_for_the_next_tick()
    {
        var ids = await _engine.CrowdAsync(3);
        WhenABatchIsBegun(() => _engine.Get<ChangeSchedule>().HandleAsync(ids[0], People.Schedule(hour: 20)));

        await _engine.RunAsync();

        Assert.Equal([ids[1], ids[2], ids[0]], _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task A_batch_is_marked_before_the_rest_is_recorded_when_the_first_of_it_have_all_changed()
    {
        var ids = await _engine.CrowdAsync(100);
        _engine.Provider.Meanwhile = async _ =>
        {
            foreach (var id in ids.Take(32))
            {
                await _engine.Get<Unsubscribe>().HandleAsync(id);
            }
        };
        _table.BeforeCommit = changes =>
            Records(changes, ids[65]) ? Task.FromException(new IOException("the process dies")) : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(_engine.RunAsync);
        _table.BeforeCommit = _ => Task.CompletedTask;
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;
        _engine.Clock.Now += Duration.FromMinutes(16);
        await _engine.RunAsync();

        Assert.Equal(100, _engine.Provider.Accepted.Count);
        Assert.Equal(100, _engine.Counted(TestEngine.Lessons[0].Value, CounterNames.Sent));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Slow_storage_holds_up_nobody(int seconds)
    {
        var ids = await _engine.CrowdAsync(3);
        StorageTakes(Duration.FromSeconds(seconds));

        await _engine.RunAsync();

        Assert.Equal(ids, _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task Who_stops_before_slow_storage_has_read_for_the_last_time_is_not_sent_to()
    {
        var ids = await _engine.CrowdAsync(3);
        StorageTakes(Duration.FromSeconds(5));
        var readings = 0;
        _table.BeforeRead = () =>
        {
            _engine.Clock.Now += Duration.FromSeconds(5);
            if (++readings == 4)
            {
                _engine.Get<Unsubscribe>().HandleAsync(ids[1]).GetAwaiter().GetResult();
            }
        };

        await _engine.RunAsync();

        Assert.Equal([ids[0], ids[2]], _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task Storage_too_slow_to_be_sure_sends_nothing_and_is_asked_again_after_half_a_minute()
    {
        var ids = await _engine.CrowdAsync(3);
        StorageTakes(Duration.FromSeconds(12));
        await _engine.RunAsync();
        Assert.Empty(_engine.Provider.Calls);
        Assert.DoesNotContain(_engine.Table.Rows(ids[0].Shard), row => row.RowKey.StartsWith("batch~", StringComparison.Ordinal));

        StorageTakes(Duration.Zero);
        _engine.Clock.Now += DeliveryRules.SlowRetry;
        Assert.True(_engine.Queue.TryReceive(out var shard));
        await _engine.Get<ICourseDelivery>().RunShardAsync(shard, TestToken.Current);

        Assert.Equal(ids, _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_storage_turns_away_leaves_the_shard_to_another_one_soon(bool afterEffect)
    {
        var ids = await _engine.CrowdAsync(3);
        _table.BeforeCommit = async changes =>
        {
            if (changes.Any(IsNewBatch))
            {
                await (afterEffect ? _engine.Table.CommitAsync(ids[0].Shard, changes, TestToken.Current) : Task.CompletedTask);
                throw new IOException("503");
            }
        };
        await Assert.ThrowsAsync<IOException>(_engine.RunAsync);
        _table.BeforeCommit = _ => Task.CompletedTask;

        // The queue brings the message back, and it is put off.
        _engine.Clock.Now += Duration.FromSeconds(30);
        await _engine.Get<ICourseDelivery>().RunShardAsync(ids[0].Shard, TestToken.Current);
        Assert.Empty(_engine.Provider.Calls);
        _engine.Clock.Now += afterEffect ? DeliveryRules.ResendAfter : Duration.FromSeconds(10);
        Assert.True(_engine.Queue.TryReceive(out var shard));
        await _engine.Get<ICourseDelivery>().RunShardAsync(shard, TestToken.Current);

        Assert.Equal(ids, _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task Lessons_do_not_wait_for_the_looking_up_of_mails_that_ask_to_confirm()
    {
        var ids = await _engine.CrowdAsync(2);
        var email = Enumerable
            .Range(0, 1000)
            .Select(number => $"new{number}@example.org")
            .First(each => _engine.IdOf(each).Shard == ids[0].Shard);
        await _engine.SignUpAsync(email);

        await _engine.RunAsync();

        Assert.Equal([TestEngine.Lessons[0].Mail, MailKey.Confirm], _engine.Provider.Calls.Select(call => call.Mail));
    }

    [Fact]
    public async Task Storage_too_slow_for_another_attempt_leaves_the_first_to_its_events()
    {
        var ids = await _engine.CrowdAsync(3);
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();
        _engine.Clock.Now += Duration.FromMinutes(15);
        StorageTakes(Duration.FromSeconds(12));
        await _engine.RunAsync();

        StorageTakes(Duration.Zero);
        _engine.Clock.Now += DeliveryRules.SlowRetry;
        var processed = new SendGridEvent
        {
            Kind = "processed",
            Batch = _engine.Provider.Calls[0].BatchId,
            Subscriber = ids[0].ToString(),
        };
        await _engine.Get<SendGridEventHandler>().HandleAsync([processed], TestToken.Current);
        await _engine.RunAsync();

        Assert.Single(_engine.Provider.Calls);
        Assert.Equal(3, _engine.Counted(TestEngine.Lessons[0].Value, CounterNames.Sent));
    }

    private static bool Records(IReadOnlyList<TableTransactionAction> changes, SubscriberId id) =>
        changes.Any(change => change.Entity.RowKey == SubscriberRow.Key(id));

    private void StorageTakes(Duration duration)
    {
        _table.BeforeRead = () => _engine.Clock.Now += duration;
        _table.BeforeCommit = _ =>
        {
            _engine.Clock.Now += duration;
            return Task.CompletedTask;
        };
    }

    // Between the reading of the due rows and the call, so long that they are read once more.
    private void WhenABatchIsBegun(Func<Task> meanwhile, int batch = 1) =>
        _table.BeforeCommit = async changes =>
        {
            if (changes.Any(IsNewBatch) && --batch == 0)
            {
                _engine.Clock.Now += Duration.FromSeconds(2);
                await meanwhile();
            }
        };

    private static bool IsNewBatch(TableTransactionAction change) =>
        change.ActionType == TableTransactionActionType.Add
        && change.Entity.RowKey.StartsWith("batch~", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SubscriberId>> SuppressedAsync(IEnumerable<SubscriberId> ids)
    {
        var suppressed = new List<SubscriberId>();
        foreach (var id in ids)
        {
            if (await _engine.Get<SubscriberStore>().FindTombstoneAsync(id, TestToken.Current) is not null)
            {
                suppressed.Add(id);
            }
        }

        return suppressed;
    }
}
