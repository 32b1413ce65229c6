using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class SubscriberStoreTests
{
    private static readonly SubscriberId Id = SubscriberId.Parse("0123456789abcdef0123456789abcdef");
    private static readonly string CounterKey = CounterRow.KeyOf(TestEngine.Start, "people");

    private readonly InMemoryTable _rows = new();
    private readonly InterferingTable _table;
    private readonly SubscriberStore _store;

    public SubscriberStoreTests()
    {
        _table = new InterferingTable(_rows);
        _store = new SubscriberStore(
            _table,
            new TestClock(TestEngine.Start),
            new RandomIdGenerator(),
            new CourseMetrics(new TestMeters())
        );
    }

    [Fact]
    public async Task A_subscriber_reads_back_as_written()
    {
        var written = Person() with
        {
            State = SubscriberState.Paused,
            Progress = new Progress(
                [new("a"), new("b")],
                new ScheduledMail(TestEngine.Start, new("already-subscribed")),
                TestEngine.Start + Duration.FromHours(5)
            )
            {
                Skipped = [new("c")],
                PutBack = [new("b")],
            },
            ConfirmedAt = TestEngine.Start,
            LastSignUpMailAt = TestEngine.Start + Duration.FromTicks(1),
            LastBatch = "batch",
            LastLessonAt = TestEngine.Start,
            LastRepeatAt = TestEngine.Start,
            Stop = new Stop(TestEngine.Start, SubscriberState.Paused, TestEngine.Start + Duration.FromDays(1)),
        };
        await SaveAsync(written);

        var read = await _store.FindAsync(Id, TestToken.Current);

        Assert.Equal(written.Progress.Received, read!.Progress.Received);
        Assert.Equal(written.Progress.Skipped, read.Progress.Skipped);
        Assert.Equal(written.Progress.PutBack, read.Progress.PutBack);
        Assert.Equal(
            written with
            {
                Progress = written.Progress with { Received = [], Skipped = [], PutBack = [] },
            },
            read with
            {
                Progress = read.Progress with { Received = [], Skipped = [], PutBack = [] },
                Version = default,
            }
        );
    }

    [Fact]
    public async Task Subscriber_due_row_and_counter_come_in_one_transaction()
    {
        await SaveAsync(Due("confirm"), "SignedUp");

        Assert.Equal(1, _table.Commits);
        Assert.Equal([$"due~202603271200~confirm~{Id}", CounterKey, $"subscriber~{Id}"], Keys());
    }

    [Fact]
    public async Task A_due_row_moves_with_its_subscriber()
    {
        await SaveAsync(Due("confirm"));
        await SaveAsync(Due("reminder"));

        Assert.Equal([$"due~202603271200~reminder~{Id}", $"subscriber~{Id}"], Keys());
    }

    [Fact]
    public async Task A_due_row_that_stays_gets_a_new_version_so_that_a_batch_in_flight_notices()
    {
        await SaveAsync(Due("confirm"));
        var before = (await DueRowAsync())!.ETag;

        await SaveAsync(Due("confirm"));

        Assert.NotEqual(before, (await DueRowAsync())!.ETag);
    }

    [Fact]
    public async Task A_due_row_goes_with_its_subscriber()
    {
        await SaveAsync(Due("confirm"));

        await _store.UpdateAsync(Id, _ => new SubscriberChange(After: null), TestToken.Current);

        Assert.Empty(Keys());
    }

    [Fact]
    public async Task Whoever_was_slower_decides_anew_on_what_the_faster_one_left()
    {
        await SaveAsync(Due("confirm"));
        Once(() => UpdateAsync(current => current with { LastBatch = "faster" }));

        await UpdateAsync(current => current with { LastSignUpMailAt = TestEngine.Start });

        var after = await _store.FindAsync(Id, TestToken.Current);
        Assert.Equal(("faster", TestEngine.Start), (after!.LastBatch, after.LastSignUpMailAt));
    }

    [Fact]
    public async Task Two_who_sign_up_the_same_address_at_once_make_one_subscriber()
    {
        var decisions = 0;
        Once(() => SaveAsync(Due("confirm")));

        await _store.UpdateAsync(
            Id,
            current =>
            {
                decisions++;
                return current is null ? new SubscriberChange(Due("confirm")) : null;
            },
            TestToken.Current
        );

        Assert.Equal(2, decisions);
        Assert.Equal([$"due~202603271200~confirm~{Id}", $"subscriber~{Id}"], Keys());
    }

    [Fact]
    public async Task A_busy_counter_gets_a_row_of_its_own_and_fails_nobody()
    {
        _table.BeforeCommit = _ => CountAsync();

        await SaveAsync(Due("confirm"), "SignedUp");

        var own = Assert.Single(_rows.Rows(Id.Shard), row => row.RowKey.StartsWith(CounterKey + "~", StringComparison.Ordinal));
        Assert.Equal(1, own.GetInt64("SignedUp"));
    }

    [Fact]
    public async Task Whatever_became_of_the_counter_the_sum_over_its_rows_is_right()
    {
        _table.BeforeCommit = _ => CountAsync();
        for (var time = 0; time < 5; time++)
        {
            await SaveAsync(Due("confirm"), "SignedUp");
        }

        Assert.Equal(
            5,
            _rows
                .Rows(Id.Shard)
                .Where(row => row.RowKey.StartsWith(CounterKey, StringComparison.Ordinal))
                .Sum(row => row.GetInt64("SignedUp") ?? 0)
        );
    }

    [Fact]
    public async Task Deciding_for_nothing_writes_nothing()
    {
        Assert.Null(await _store.UpdateAsync(Id, _ => null, TestToken.Current));
        Assert.Equal(0, _table.Commits);
    }

    [Fact]
    public async Task An_address_with_a_tombstone_never_becomes_a_subscriber()
    {
        await SuppressAsync(SuppressionReason.Bounced);

        Assert.Null(await _store.UpdateAsync(Id, _ => new SubscriberChange(Due("confirm")), TestToken.Current));
        Assert.Equal([SubscriberRow.Key(Id)], Keys());
        Assert.NotNull(await _store.FindTombstoneAsync(Id, TestToken.Current));
    }

    [Fact]
    public async Task A_sign_up_that_comes_a_moment_after_a_suppression_meets_its_tombstone()
    {
        Once(() => SuppressAsync(SuppressionReason.Complained));

        Assert.Null(await SaveAsync(Due("confirm"), "SignedUp"));

        Assert.Equal([SubscriberRow.Key(Id)], Keys());
        Assert.Equal(SuppressionReason.Complained, (await _store.FindTombstoneAsync(Id, TestToken.Current))!.Reason);
    }

    [Fact]
    public async Task A_suppression_that_comes_a_moment_after_a_sign_up_ends_and_counts_it()
    {
        Once(() => SaveAsync(Due("confirm")));

        await SuppressAsync(SuppressionReason.Bounced);

        Assert.Equal([CounterKey, SubscriberRow.Key(Id)], Keys());
        Assert.NotNull(await _store.FindTombstoneAsync(Id, TestToken.Current));
        Assert.Equal(1, (await _rows.FindAsync(Id.Shard, CounterKey, TestToken.Current))!.GetInt64("Bounced"));
    }

    [Fact]
    public async Task A_list_that_names_somebody_suppressed_is_not_added()
    {
        await SuppressAsync(SuppressionReason.Bounced);

        Assert.False(await _store.TryAddAsync(Id.Shard, [Due("confirm")], CounterNames.Imported, TestToken.Current));
        Assert.Equal([SubscriberRow.Key(Id)], Keys());
    }

    [Fact]
    public async Task Of_a_subscriber_no_column_stays_beside_a_tombstone()
    {
        await SaveAsync(
            Due("confirm") with
            {
                PreviousState = SubscriberState.Unsubscribed,
                Unconfirmed = Person().Recipient.Details,
                Consent = People.Consent(TestEngine.Start),
                ConfirmedAt = TestEngine.Start,
                LastSignUpMailAt = TestEngine.Start,
                LastLessonAt = TestEngine.Start,
                CompletedAt = TestEngine.Start,
                LastRepeatAt = TestEngine.Start,
                Stop = new Stop(TestEngine.Start, SubscriberState.Active, TestEngine.Start),
                AskedTo = Id,
                MovesTo = People.Address(People.Ana),
                MovesFrom = Id,
                MovedFrom = Id,
            }
        );

        await SuppressAsync(SuppressionReason.Complained);

        var row = await _rows.FindAsync(Id.Shard, SubscriberRow.Key(Id), TestToken.Current);
        Assert.Equal(
            ["At", "LastBatch", "PartitionKey", "Reason", "RowKey", "State"],
            row!.Keys.Except(["Timestamp", "odata.etag"]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_suppression_is_lifted_only_for_its_own_reason()
    {
        await SuppressAsync(SuppressionReason.Complained);

        await _store.LiftAsync(Id, SuppressionReason.Refused, TestToken.Current);
        Assert.NotNull(await _store.FindTombstoneAsync(Id, TestToken.Current));

        await _store.LiftAsync(Id, SuppressionReason.Complained, TestToken.Current);
        Assert.Empty(Keys());
    }

    [Fact]
    public async Task Lifting_a_suppression_leaves_a_subscriber_alone()
    {
        await SaveAsync(Due("confirm"));

        await _store.LiftAsync(Id, SuppressionReason.Refused, TestToken.Current);

        Assert.NotNull(await _store.FindAsync(Id, TestToken.Current));
    }

    [Fact]
    public async Task What_was_read_before_is_read_again_once_another_writer_was_faster()
    {
        await SaveAsync(Due("confirm"));
        var seen = new List<Subscriber?>();

        await _store.UpdateAsync(
            Id,
            read: null,
            current =>
            {
                seen.Add(current);
                return new SubscriberChange((current ?? Due("confirm")) with { LastBatch = "a batch" });
            },
            TestToken.Current
        );

        Assert.Equal([null, "confirm"], seen.Select(each => each?.Progress.Due?.Mail.Value));
        Assert.Equal("a batch", (await _store.FindAsync(Id, TestToken.Current))!.LastBatch);
    }

    [Fact]
    public async Task Of_two_suppressions_at_once_the_faster_ones_tombstone_stays()
    {
        await SaveAsync(Person() with { LastBatch = "the last" });
        Once(() => SuppressAsync(SuppressionReason.Complained));

        await SuppressAsync(SuppressionReason.Bounced);

        var tombstone = await _store.FindTombstoneAsync(Id, TestToken.Current);
        Assert.Equal((SuppressionReason.Complained, "the last"), (tombstone!.Reason, tombstone.LastBatch));
    }

    [Fact]
    public async Task A_row_that_never_stops_changing_ends_in_an_error_and_not_in_a_loop()
    {
        await SaveAsync(Due("confirm"));
        _table.BeforeCommit = _ =>
            new Transaction(Id.Shard)
                .Merge(new TableEntity(Id.Shard.ToString(), SubscriberRow.Key(Id)), ETag.All)
                .CommitAsync(_rows, TestToken.Current);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SaveAsync(Due("reminder")));
    }

    private static Subscriber Person() => new(People.Recipient(Id), SubscriberState.Pending, Progress.None, TestEngine.Start);

    private static Subscriber Due(string mail) =>
        Person() with
        {
            Progress = Progress.None.Awaiting(new(mail), TestEngine.Start),
        };

    private Task<SubscriberChange?> SaveAsync(Subscriber person, params string[] counts) =>
        _store.UpdateAsync(Id, _ => new SubscriberChange(person) { Counts = counts }, TestToken.Current);

    private Task<SubscriberChange?> UpdateAsync(Func<Subscriber, Subscriber> change) =>
        _store.UpdateAsync(Id, current => new SubscriberChange(change(current!)), TestToken.Current);

    private Task SuppressAsync(string reason) =>
        new Suppress(_store, new TestClock(TestEngine.Start)).HandleAsync(Id, reason, TestToken.Current);

    private async Task CountAsync()
    {
        var transaction = new Transaction(Id.Shard);
        (await CounterRow.ReadAsync(_rows, Id.Shard, CounterKey, TestToken.Current)).AddTo(transaction, ["Others"]);
        await transaction.CommitAsync(_rows, TestToken.Current);
    }

    private void Once(Func<Task> interfere) =>
        _table.BeforeCommit = _ =>
        {
            _table.BeforeCommit = _ => Task.CompletedTask;
            return interfere();
        };

    private IEnumerable<string> Keys() => _rows.Rows(Id.Shard).Select(row => row.RowKey);

    private Task<TableEntity?> DueRowAsync() => _rows.FindAsync(Id.Shard, $"due~202603271200~confirm~{Id}", TestToken.Current);
}
