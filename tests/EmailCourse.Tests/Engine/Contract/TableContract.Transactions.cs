using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Engine.Contract;

public abstract partial class TableContract
{
    [Fact]
    public async Task All_changes_of_a_transaction_are_made_and_each_row_has_its_own_version()
    {
        await InsertedAsync("gone", "x");
        await InsertedAsync("moved", "x");

        var committed = await CommittedAsync(
            Change().Delete(_prefix + "gone", ETag.All).Insert(Row("new", "y")).Merge(Row("moved", "z"), ETag.All)
        );

        Assert.Null(await FindAsync("gone"));
        Assert.Equal((await FindAsync("new"))!.ETag, VersionOf("new", committed));
        Assert.Equal((await FindAsync("moved"))!.ETag, VersionOf("moved", committed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_change_that_fails_undoes_all_and_names_its_row(int failing)
    {
        await InsertedAsync("taken", "old");
        var transaction = Change();
        for (var position = 0; position < 3; position++)
        {
            transaction.Insert(position == failing ? Row("taken", "new") : Row($"new{position}", "new"));
        }

        Assert.Equal("taken", await ConflictAsync(transaction));

        Assert.Equal("old", await ValueAsync("taken"));
        for (var position = 0; position < 3; position++)
        {
            Assert.Null(await FindAsync($"new{position}"));
        }
    }

    [Fact]
    public async Task Of_two_writers_who_read_the_same_version_one_wins()
    {
        var version = await InsertedAsync("a", "zero");

        var results = await Task.WhenAll(
            Change().Replace(Row("a", "one"), version).CommitAsync(Table, Token),
            Change().Replace(Row("a", "two"), version).CommitAsync(Table, Token)
        );

        Assert.Single(results.OfType<CommitResult.Committed>());
        Assert.Single(results.OfType<CommitResult.Conflict>());
    }

    [Fact]
    public async Task A_hundred_operations_are_one_transaction()
    {
        var transaction = Change();
        for (var number = 0; number < TableLimits.Operations; number++)
        {
            transaction.Insert(Row($"{number:000}"));
        }

        Assert.Equal(TableLimits.Operations, (await CommittedAsync(transaction)).Versions.Count);
    }

    [Fact]
    public async Task A_hundred_and_one_operations_are_refused_and_change_nothing()
    {
        var transaction = Change();
        for (var number = 0; number <= TableLimits.Operations; number++)
        {
            transaction.Insert(Row($"{number:000}"));
        }

        await Assert.ThrowsAsync<TableLimitException>(() => transaction.CommitAsync(Table, Token));
        Assert.Null(await FindAsync("000"));
    }

    [Fact]
    public Task An_empty_transaction_is_refused() =>
        Assert.ThrowsAsync<TableLimitException>(() => Change().CommitAsync(Table, Token));

    [Fact]
    public async Task A_transaction_over_two_shards_is_refused_and_changes_nothing()
    {
        var transaction = Change().Insert(Row("a")).Insert(new TableEntity("8", _prefix + "b"));

        await Assert.ThrowsAsync<TableLimitException>(() => transaction.CommitAsync(Table, Token));
        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public Task The_same_row_twice_in_a_transaction_is_refused() =>
        Assert.ThrowsAsync<TableLimitException>(() =>
            Change().Insert(Row("a")).Merge(Row("a", "x"), ETag.All).CommitAsync(Table, Token)
        );

    [Fact]
    public Task A_text_of_more_than_64_KiB_is_refused() =>
        Assert.ThrowsAsync<TableLimitException>(() =>
            Change().Insert(Row("a", new string('x', TableLimits.PropertyBytes / 2 + 1))).CommitAsync(Table, Token)
        );

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public Task A_key_with_a_character_that_azure_forbids_is_refused(string key) =>
        Assert.ThrowsAsync<TableLimitException>(() => Change().Insert(Row(key)).CommitAsync(Table, Token));
}
