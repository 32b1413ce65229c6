using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Engine.Contract;

public abstract partial class TableContract
{
    private static readonly ETag OfAnotherTime = new("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"");

    [Fact]
    public async Task A_row_that_was_never_written_is_not_found() => Assert.Null(await FindAsync("a"));

    [Fact]
    public async Task An_inserted_row_is_found_with_the_version_the_commit_gave()
    {
        var version = await InsertedAsync("a", "one");

        var found = await FindAsync("a");

        Assert.Equal("one", found!["Value"]);
        Assert.Equal(version, found.ETag);
    }

    [Fact]
    public async Task A_row_of_another_shard_is_another_row()
    {
        await InsertedAsync("a", "one");

        Assert.Null(await Table.FindAsync(ShardKey.Parse("8"), _prefix + "a", Token));
    }

    [Fact]
    public async Task Inserting_what_is_there_is_a_conflict_and_changes_nothing()
    {
        await InsertedAsync("a", "one");

        Assert.Equal("a", await ConflictAsync(Change().Insert(Row("a", "two"))));
        Assert.Equal("one", await ValueAsync("a"));
    }

    [Fact]
    public async Task Every_write_gives_a_new_version()
    {
        var first = await InsertedAsync("a", "one");
        var second = VersionOf("a", await CommittedAsync(Change().Replace(Row("a", "one"), first)));
        var third = VersionOf("a", await CommittedAsync(Change().Merge(Row("a", "one"), second)));
        var fourth = VersionOf("a", await CommittedAsync(Change().Put(Row("a", "one"))));

        Assert.Equal(4, new[] { first, second, third, fourth }.Distinct().Count());
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_change_of_another_version_is_a_conflict_and_changes_nothing(TableTransactionActionType kind)
    {
        await InsertedAsync("a", "one");

        Assert.Equal("a", await ConflictAsync(Of(kind, OfAnotherTime)));
        Assert.Equal("one", await ValueAsync("a"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_change_of_a_missing_row_is_a_conflict_even_for_any_version(TableTransactionActionType kind)
    {
        Assert.Equal("a", await ConflictAsync(Of(kind, ETag.All)));
        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public async Task A_change_for_any_version_succeeds()
    {
        await InsertedAsync("a", "one");

        await CommittedAsync(Change().Replace(Row("a", "two"), ETag.All));

        Assert.Equal("two", await ValueAsync("a"));
    }

    [Fact]
    public async Task Replacing_forgets_the_columns_that_are_not_named()
    {
        var row = Row("a", "one");
        row["Other"] = "old";
        var version = VersionOf("a", await CommittedAsync(Change().Insert(row)));

        await CommittedAsync(Change().Replace(Row("a", "two"), version));

        Assert.False((await FindAsync("a"))!.ContainsKey("Other"));
    }

    [Fact]
    public async Task Merging_keeps_the_columns_that_are_not_named()
    {
        var row = Row("a", "one");
        row["Other"] = "old";
        var version = VersionOf("a", await CommittedAsync(Change().Insert(row)));

        await CommittedAsync(Change().Merge(Row("a", "two"), version));

        var merged = await FindAsync("a");
        Assert.Equal(("two", "old"), (merged!["Value"], merged["Other"]));
    }

    [Fact]
    public async Task Merging_nothing_into_a_column_leaves_it_as_it_was()
    {
        await InsertedAsync("a", "one");
        var row = Row("a");
        row["Value"] = null;

        await CommittedAsync(Change().Merge(row, ETag.All));

        Assert.Equal("one", await ValueAsync("a"));
    }

    [Fact]
    public async Task A_deleted_row_is_gone_and_may_be_inserted_again()
    {
        var version = await InsertedAsync("a", "one");

        await CommittedAsync(Change().Delete(_prefix + "a", version));
        Assert.Null(await FindAsync("a"));

        await InsertedAsync("a", "two");
        Assert.Equal("two", await ValueAsync("a"));
    }

    [Fact]
    public async Task Putting_writes_whether_or_not_the_row_is_there()
    {
        await CommittedAsync(Change().Put(Row("a", "one")));
        Assert.Equal("one", await ValueAsync("a"));

        await CommittedAsync(Change().Put(Row("a", "two")));
        Assert.Equal("two", await ValueAsync("a"));
    }

    private Transaction Of(TableTransactionActionType kind, ETag version) =>
        kind switch
        {
            TableTransactionActionType.UpdateReplace => Change().Replace(Row("a", "two"), version),
            TableTransactionActionType.UpdateMerge => Change().Merge(Row("a", "two"), version),
            _ => Change().Delete(_prefix + "a", version),
        };
}
