using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class ShardRunTests : IDisposable
{
    private static readonly ShardKey Shard = ShardKey.Parse("0");

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_tick_requests_runs_only_of_shards_with_work()
    {
        await _engine.CrowdAsync(1, '3');
        await _engine.CrowdAsync(1, 'a', at: TestEngine.Start + Duration.FromMinutes(1));

        await _engine.Get<ICourseDelivery>().TickAsync(TestToken.Current);

        Assert.Equal(["3"], Requested());
    }

    [Fact]
    public async Task A_tick_requests_a_run_of_a_shard_whose_only_work_is_an_open_batch()
    {
        await OpenBatchAsync();

        await _engine.Get<ICourseDelivery>().TickAsync(TestToken.Current);

        Assert.Equal(["0"], Requested());
    }

    [Fact]
    public async Task A_shard_that_another_run_holds_is_put_back_for_a_few_seconds_later()
    {
        await _engine.CrowdAsync(1);
        await TakeLeaseAsync();

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

        Assert.Empty(_engine.Provider.Calls);
        Assert.Equal((Shard, TestEngine.Start + Duration.FromSeconds(5)), Assert.Single(_engine.Queue.Messages));
    }

    [Fact]
    public async Task A_run_that_died_holds_its_shard_for_two_minutes_and_no_longer()
    {
        await _engine.CrowdAsync(1);
        await TakeLeaseAsync();
        _engine.Clock.Now += Duration.FromMinutes(2);

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

        Assert.Single(_engine.Provider.Accepted);
    }

    [Fact]
    public async Task A_shard_with_nothing_to_do_is_not_put_back()
    {
        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

        Assert.Empty(_engine.Queue.Messages);
    }

    [Fact]
    public async Task A_pause_the_provider_asked_for_holds_for_every_run_of_the_shard()
    {
        await _engine.CrowdAsync(1);
        _engine.Provider.Answer = _ => new SendOutcome.Throttled(Duration.FromMinutes(3));
        await _engine.RunAsync();
        _engine.Clock.Now += Duration.FromMinutes(3) - Duration.FromSeconds(1);

        await _engine.RunAsync();
        Assert.Single(_engine.Provider.Calls);

        _engine.Provider.Answer = _ => new SendOutcome.Accepted();
        _engine.Clock.Now += Duration.FromSeconds(1);
        await _engine.RunAsync();
        Assert.Single(_engine.Provider.Accepted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    public async Task A_message_that_comes_a_little_before_the_pause_is_over_is_replaced_by_another(double early)
    {
        await _engine.CrowdAsync(1);
        _engine.Provider.Answer = _ => new SendOutcome.Throttled(Duration.FromMinutes(3));
        await _engine.RunAsync();
        _engine.Clock.Now = _engine.Queue.Messages.Single().VisibleAt + Duration.FromSeconds(early);
        _engine.Queue.Clear();
        _engine.Provider.Answer = _ => new SendOutcome.Accepted();

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

        Assert.Equal(1, _engine.Provider.Accepted.Count + _engine.Queue.Messages.Count);
    }

    [Fact]
    public async Task A_process_that_stops_finishes_the_send_it_is_in_and_leaves_the_rest_to_another_run()
    {
        await _engine.CrowdAsync(2500);
        using var stopping = new CancellationTokenSource();
        _engine.Provider.Meanwhile = _ => stopping.CancelAsync();

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, stopping.Token);

        Assert.Single(_engine.Provider.Calls);
        Assert.Equal(1000, _engine.Counted(TestEngine.Lessons[0].Value, CounterNames.Sent));
        Assert.DoesNotContain(_engine.Table.Rows(Shard), row => row.RowKey.StartsWith("batch~", StringComparison.Ordinal));
        _engine.Provider.Meanwhile = _ => Task.CompletedTask;
        Assert.True(_engine.Queue.TryReceive(out var next));
        await _engine.Get<ICourseDelivery>().RunShardAsync(next, TestToken.Current);
        Assert.Equal(2500, _engine.Provider.Accepted.Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_has_taken_its_time_leaves_the_rest_to_another_at_once()
    {
        await _engine.CrowdAsync(2500);
        _engine.Provider.Meanwhile = _ =>
        {
            _engine.Clock.Now += Duration.FromMinutes(4);
            return Task.CompletedTask;
        };

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

        Assert.Single(_engine.Provider.Calls);
        Assert.Equal((Shard, _engine.Clock.Now), Assert.Single(_engine.Queue.Messages));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 1)]
    [InlineData(5, 5)]
    [InlineData(179.001, 180)]
    public void A_delay_is_rounded_up_to_the_seconds_the_queue_counts(double seconds, int visibleAfter) =>
        Assert.Equal(TimeSpan.FromSeconds(visibleAfter), ShardQueue.WholeSeconds(Duration.FromSeconds(seconds)));

    [Fact]
    public async Task When_nothing_lies_ahead_there_is_no_next_time() => Assert.Null(await NextAsync());

    [Fact]
    public async Task The_next_time_is_the_earliest_due_minute_of_all_shards()
    {
        await _engine.CrowdAsync(1, '1', at: TestEngine.Start + Duration.FromHours(9));
        await _engine.CrowdAsync(1, 'e', at: TestEngine.Start + Duration.FromHours(2));

        Assert.Equal(TestEngine.Start + Duration.FromHours(2), await NextAsync());
    }

    [Fact]
    public async Task While_something_due_is_unsent_the_next_time_is_the_next_tick()
    {
        await _engine.CrowdAsync(1);
        _engine.Clock.Now += Duration.FromMinutes(2);

        Assert.Equal(TestEngine.Start + Duration.FromMinutes(5), await NextAsync());
    }

    [Fact]
    public async Task While_a_batch_is_open_the_next_time_is_the_next_tick()
    {
        await OpenBatchAsync();

        Assert.Equal(TestEngine.Start + Duration.FromMinutes(5), await NextAsync());
    }

    [Fact]
    public async Task What_is_due_before_the_next_tick_comes_first()
    {
        await _engine.CrowdAsync(1);
        await _engine.CrowdAsync(1, '1', at: TestEngine.Start + Duration.FromMinutes(1));

        Assert.Equal(TestEngine.Start + Duration.FromMinutes(1), await NextAsync());
    }

    private IEnumerable<string> Requested() => _engine.Queue.Messages.Select(message => message.Shard.ToString());

    private Task<Instant?> NextAsync() => _engine.Get<NextDueReader>().AfterAsync(_engine.Clock.Now, TestToken.Current);

    private async Task TakeLeaseAsync()
    {
        var (lease, _) = ShardLease.Of(_engine.Table, Shard, row: null, "another run", _engine.Clock.Now);
        var transaction = new Transaction(Shard);
        lease!.AddRenewal(transaction, _engine.Clock.Now);
        await transaction.CommitAsync(_engine.Table, TestToken.Current);
    }

    // A batch whose answer was lost, with nothing else due.
    private async Task OpenBatchAsync()
    {
        await _engine.CrowdAsync(1);
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();
        var due = Assert.Single(_engine.DueRows());
        await new Transaction(Shard).Delete(due.RowKey, due.Version).CommitAsync(_engine.Table, TestToken.Current);
    }
}
