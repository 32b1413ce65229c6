using Azure.Data.Tables;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

public sealed class CourseTableTests(Emulator emulator) : IClassFixture<Emulator>, IAsyncLifetime
{
    private static readonly ShardKey Shard = ShardKey.All[7];

    private CourseTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = new CourseTable(await emulator.TableAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_row_that_is_not_there_is_not_found() => Assert.Null(await _table.FindAsync(Shard, "nothing", Cancel));

    [Fact]
    public async Task A_row_is_found_with_the_version_its_insertion_answered()
    {
        var committed = await CommittedAsync(new Transaction(Shard).Insert(Row("a", "one")));

        var found = await _table.FindAsync(Shard, "a", Cancel);

        Assert.Equal("one", found!.GetString("Text"));
        Assert.Equal(committed.ETags[0], found.ETag);
    }

    [Fact]
    public async Task The_version_a_transaction_answers_is_good_for_the_next()
    {
        var first = await CommittedAsync(new Transaction(Shard).Insert(Row("a", "one")));
        var second = await CommittedAsync(new Transaction(Shard).Replace(Row("a", "two"), first.ETags[0]));
        await CommittedAsync(new Transaction(Shard).Delete("a", second.ETags[0]));

        Assert.Null(await _table.FindAsync(Shard, "a", Cancel));
    }

    [Fact]
    public async Task An_older_version_is_a_conflict_at_its_place_and_nothing_is_changed()
    {
        var first = await CommittedAsync(new Transaction(Shard).Insert(Row("a", "one")));
        await CommittedAsync(new Transaction(Shard).Replace(Row("a", "two"), first.ETags[0]));

        var result = await new Transaction(Shard)
            .Insert(Row("b", "new")).Merge(Row("a", "three"), first.ETags[0]).CommitAsync(_table, Cancel);

        Assert.Equal(new CommitResult.Conflict(1), result);
        Assert.Equal("two", (await _table.FindAsync(Shard, "a", Cancel))!.GetString("Text"));
        Assert.Null(await _table.FindAsync(Shard, "b", Cancel));
    }

    [Fact]
    public async Task Inserting_what_is_there_is_a_conflict()
    {
        await CommittedAsync(new Transaction(Shard).Insert(Row("a", "one")));

        var result = await new Transaction(Shard).Insert(Row("b", "new")).Insert(Row("a", "two")).CommitAsync(_table, Cancel);

        Assert.Equal(new CommitResult.Conflict(1), result);
    }

    [Fact]
    public async Task Changing_or_deleting_what_is_gone_is_a_conflict()
    {
        var gone = (await CommittedAsync(new Transaction(Shard).Insert(Row("a", "one")))).ETags[0];
        await CommittedAsync(new Transaction(Shard).Delete("a", gone));

        Assert.IsType<CommitResult.Conflict>(await new Transaction(Shard).Merge(Row("a", "two"), gone).CommitAsync(_table, Cancel));
        Assert.IsType<CommitResult.Conflict>(await new Transaction(Shard).Delete("a", gone).CommitAsync(_table, Cancel));
    }

    [Fact]
    public async Task Putting_a_row_needs_no_version()
    {
        await CommittedAsync(new Transaction(Shard).Put(Row("a", "one")));
        await CommittedAsync(new Transaction(Shard).Put(Row("a", "two")));

        Assert.Equal("two", (await _table.FindAsync(Shard, "a", Cancel))!.GetString("Text"));
    }

    [Fact]
    public async Task A_hundred_operations_are_one_transaction_with_a_hundred_versions()
    {
        var transaction = new Transaction(Shard);
        for (var number = 0; number < TableLimits.Operations; number++)
            transaction.Insert(Row($"row~{number:D4}", ""));

        var committed = await CommittedAsync(transaction);

        Assert.Equal(TableLimits.Operations, committed.ETags.Count);
    }

    [Fact]
    public async Task One_operation_more_than_a_hundred_is_refused_before_it_is_sent()
    {
        var transaction = new Transaction(Shard);
        for (var number = 0; number <= TableLimits.Operations; number++)
            transaction.Insert(Row($"row~{number:D4}", ""));

        await Assert.ThrowsAsync<TableLimitException>(() => transaction.CommitAsync(_table, Cancel));
    }

    [Fact]
    public async Task A_range_beyond_a_thousand_rows_is_read_page_by_page_in_order_and_without_its_neighbours()
    {
        string[] expected = [.. Enumerable.Range(0, 2345).Select(number => $"due~{number:D4}")];
        foreach (var chunk in expected.Append("dud~").Append("duf~").Chunk(TableLimits.Operations))
        {
            var transaction = new Transaction(Shard);
            foreach (var key in chunk)
                transaction.Insert(Row(key, ""));
            await CommittedAsync(transaction);
        }

        var sizes = new List<int>();
        var keys = new List<string>();
        await foreach (var page in _table.PagesAsync(Shard, RowRange.StartingWith("due~"), pageSize: 1000, Cancel))
        {
            sizes.Add(page.Count);
            keys.AddRange(page.Select(row => row.RowKey));
        }

        Assert.Equal([1000, 1000, 345], sizes);
        Assert.Equal(expected, keys);
    }

    [Fact]
    public async Task A_range_stays_in_its_shard()
    {
        await CommittedAsync(new Transaction(Shard).Insert(Row("a", "")));

        Assert.Empty(await _table.ReadAsync(ShardKey.All[8], RowRange.StartingWith("a"), atMost: 10, Cancel));
    }

    private static TableEntity Row(string key, string text) => new(Shard.ToString(), key) { ["Text"] = text };

    private async Task<CommitResult.Committed> CommittedAsync(Transaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(_table, Cancel));
}
