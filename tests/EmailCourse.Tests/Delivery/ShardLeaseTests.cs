using Azure.Data.Tables;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

/// <summary>
/// The lease is taken with the first batch, or alone before anything else that is done, and released with the end of the last.
/// </summary>
public sealed class ShardLeaseTests : IDisposable
{
    private static readonly ShardKey Shard = ShardKey.Parse("0");

    private readonly InterferingTable _table;
    private readonly TestEngine _engine;

    public ShardLeaseTests() => _engine = InterferingTable.CreateEngine(out _table);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Of_two_runs_that_read_the_same_rows_one_sends_and_the_other_comes_back()
    {
        await _engine.CrowdAsync(3);
        WhenFirst(IsNewBatch, RunAsync);

        await RunAsync();

        Assert.Equal(3, _engine.Provider.Accepted.Count);
        Assert.Single(_engine.Provider.Calls);
        Assert.Equal((Shard, TestEngine.Start + DeliveryRules.BusyRetry), Assert.Single(_engine.Queue.Messages));
    }

    [Fact]
    public async Task A_run_that_lost_its_lease_begins_no_second_batch()
    {
        await _engine.CrowdAsync(1001);
        var batches = 0;
        When(
            changes => changes.Any(IsNewBatch) && ++batches == 2,
            () =>
            {
                _engine.Clock.Now += DeliveryRules.LeaseDuration;
                return TakeLeaseAsync("another run");
            }
        );

        await RunAsync();

        Assert.Equal(1000, _engine.Provider.Accepted.Count);
        Assert.Equal("another run", FindLease()!.GetString("Owner"));
    }

    [Fact]
    public async Task A_run_that_sends_nothing_takes_no_lease()
    {
        await RunAsync();

        Assert.Null(FindLease());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1001)]
    public async Task The_lease_takes_no_transaction_of_its_own(int people)
    {
        await _engine.CrowdAsync(people);
        var ofItsOwn = 0;
        When(
            changes =>
            {
                ofItsOwn += changes is [{ Entity.RowKey: ShardLease.RowKey }] ? 1 : 0;
                return false;
            },
            () => Task.CompletedTask
        );

        await RunAsync();

        Assert.Equal(people, _engine.Provider.Accepted.Count);
        Assert.Equal(0, ofItsOwn);
        Assert.Equal("", FindLease()!.GetString("Owner"));
    }

    [Fact]
    public async Task What_is_recorded_when_the_lease_is_lost_stays_recorded_and_the_lease_is_the_other_runs()
    {
        var ids = await _engine.CrowdAsync(3);
        WhenFirst(
            change =>
                change.Entity.RowKey == ShardLease.RowKey && change.Entity is TableEntity row && row.GetString("Owner") == "",
            () => TakeLeaseAsync("another run")
        );

        await RunAsync();

        Assert.All(ids, id => Assert.Single(_engine.FindAsync(id).Result!.Progress.Received));
        Assert.Equal("another run", FindLease()!.GetString("Owner"));
        Assert.DoesNotContain(_engine.Table.Rows(Shard), row => Batch.All.Contains(row.RowKey));
    }

    [Fact]
    public async Task A_run_that_fails_before_it_has_the_lease_keeps_every_run_off_the_shard_for_a_while()
    {
        await _engine.CrowdAsync(1);
        WhenFirst(IsNewBatch, () => throw new TimeoutException("storage"));

        await Assert.ThrowsAsync<TimeoutException>(RunAsync);

        Assert.Equal(TestEngine.Start + DeliveryRules.FailureRetry, FindLease()!.GetInstant("ExpiresAt"));
        Assert.Empty(_engine.Provider.Calls);
    }

    [Fact]
    public async Task So_does_one_that_fails_after_the_brake_was_released()
    {
        await _engine.CrowdAsync(1);
        await ShardLease.BrakeAsync(_engine.Table, Shard, TestToken.Current);
        WhenFirst(IsNewBatch, () => throw new TimeoutException("storage"));

        await Assert.ThrowsAsync<TimeoutException>(RunAsync);

        Assert.Equal(TestEngine.Start + DeliveryRules.FailureRetry, FindLease()!.GetInstant("ExpiresAt"));
    }

    [Fact]
    public async Task Of_two_runs_that_plan_the_same_lessons_again_one_does_and_the_other_comes_back()
    {
        await _engine.CrowdAsync(3);
        _engine.Clock.Now += Duration.FromHours(4);
        WhenFirst(change => change.Entity.RowKey == ShardLease.RowKey, RunAsync);

        await RunAsync();

        Assert.Equal((Shard, _engine.Clock.Now + DeliveryRules.BusyRetry), Assert.Single(_engine.Queue.Messages));
        Assert.Equal(3, _engine.DueRows().Count(due => due.Due.At > _engine.Clock.Now));
        Assert.Equal("", FindLease()!.GetString("Owner"));
    }

    [Fact]
    public async Task A_lease_whose_taking_was_not_answered_is_held()
    {
        await _engine.CrowdAsync(3);
        _engine.Clock.Now += Duration.FromHours(4);
        _table.LosesAnswer = changes => changes is [{ Entity.RowKey: ShardLease.RowKey }];

        await RunAsync();

        Assert.Equal(3, _engine.DueRows().Count(due => due.Due.At > _engine.Clock.Now));
        Assert.Empty(_engine.Queue.Messages);
    }

    [Fact]
    public async Task A_batch_that_was_recorded_by_a_run_that_woke_up_leaves_no_lease_behind()
    {
        await _engine.CrowdAsync(1);
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await RunAsync();
        _engine.Clock.Now += DeliveryRules.ResendAfter;
        WhenFirst(
            change => Batch.All.Contains(change.Entity.RowKey),
            async () =>
            {
                var batch = await _engine
                    .Get<BatchStore>()
                    .FindAsync(Shard, _engine.Provider.Calls[0].BatchId, TestToken.Current);
                await new Transaction(Shard).Delete(batch!.RowKey, batch.Version).CommitAsync(_engine.Table, TestToken.Current);
            }
        );

        await RunAsync();

        Assert.Single(_engine.Provider.Calls);
        Assert.Equal("", FindLease()!.GetString("Owner"));
    }

    [Fact]
    public async Task A_run_that_plans_lessons_again_for_long_renews_its_lease()
    {
        await _engine.CrowdAsync(6);
        _engine.Clock.Now += Duration.FromHours(4);
        var left = new List<Duration>();
        When(
            changes =>
            {
                _engine.Clock.Now += Duration.FromSeconds(20);
                left.AddRange(FindLease() is { } lease ? [lease.GetInstant("ExpiresAt") - _engine.Clock.Now] : []);
                return false;
            },
            () => Task.CompletedTask
        );

        await RunAsync();

        Assert.NotEmpty(left);
        Assert.All(left, duration => Assert.True(duration > Duration.Zero));
    }

    [Fact]
    public async Task A_run_that_stops_before_it_has_the_lease_leaves_the_row_alone()
    {
        await _engine.CrowdAsync(1);

        await _engine.Get<ICourseDelivery>().RunShardAsync(Shard, new CancellationToken(canceled: true));

        Assert.Null(FindLease());
        Assert.Equal((Shard, TestEngine.Start), Assert.Single(_engine.Queue.Messages));
    }

    private Task RunAsync() => _engine.Get<ICourseDelivery>().RunShardAsync(Shard, TestToken.Current);

    private TableEntity? FindLease() => _engine.Table.FindAsync(Shard, ShardLease.RowKey, TestToken.Current).Result;

    private async Task TakeLeaseAsync(string owner)
    {
        var (lease, _) = ShardLease.Of(_engine.Table, Shard, FindLease(), owner, _engine.Clock.Now + DeliveryRules.LeaseDuration);
        var transaction = new Transaction(Shard);
        lease!.AddRenewal(transaction, _engine.Clock.Now);
        await transaction.CommitAsync(_engine.Table, TestToken.Current);
    }

    private void WhenFirst(Func<TableTransactionAction, bool> change, Func<Task> meanwhile)
    {
        var isFirst = true;
        When(
            changes =>
            {
                var happens = isFirst && changes.Any(change);
                isFirst &= !happens;
                return happens;
            },
            meanwhile
        );
    }

    private void When(Func<IReadOnlyList<TableTransactionAction>, bool> happens, Func<Task> meanwhile) =>
        _table.BeforeCommit = changes => happens(changes) ? meanwhile() : Task.CompletedTask;

    private static bool IsNewBatch(TableTransactionAction change) =>
        change.ActionType == TableTransactionActionType.Add && Batch.All.Contains(change.Entity.RowKey);
}
