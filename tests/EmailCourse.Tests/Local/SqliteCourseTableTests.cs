using Azure;
using Azure.Data.Tables;
using EmailCourse.Local.Storage;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine.Contract;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EmailCourse.Tests.Local;

/// <summary>SQLite keeps the contract, and what it is needed for beyond it: what was committed outlives the program.</summary>
public sealed class SqliteCourseTableTests : TableContract, IDisposable
{
    private static readonly ShardKey Shard = ShardKey.Parse("3");

    private readonly TempFolder _folder = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCourseTable _table;

    public SqliteCourseTableTests()
    {
        _connection = CourseDatabase.Open(File);
        _table = new SqliteCourseTable(_connection);
    }

    private protected override ICourseTable Table => _table;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.At("course.db");

    public void Dispose()
    {
        _table.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_committed_is_there_when_the_file_is_opened_again()
    {
        var version = await PutAsync(_table, "a", "one");
        _table.Dispose();

        using var again = Open(File);

        var row = await again.FindAsync(Shard, "a", Cancel);
        Assert.Equal(("one", version), (row!["Value"], row.ETag));
    }

    // As a kill leaves it: nobody closed the file, and its last changes are only in the log beside it.
    [Fact]
    public async Task What_was_committed_is_there_when_the_files_are_taken_away_from_a_running_program()
    {
        await PutAsync(_table, "a", "one");
        using var copy = new TempFolder();
        foreach (var name in new[] { "course.db", "course.db-wal" })
        {
            System.IO.File.Copy(_folder.At(name), copy.At(name));
        }

        using var found = Open(copy.At("course.db"));

        Assert.Equal("one", (await found.FindAsync(Shard, "a", Cancel))!["Value"]);
    }

    [Fact]
    public async Task A_version_is_never_given_twice_not_even_after_a_restart()
    {
        var first = await PutAsync(_table, "a", "one");
        await CommittedAsync(_table, new Transaction(Shard).Delete("a", first));
        _table.Dispose();

        using var again = Open(File);

        Assert.NotEqual(first, await PutAsync(again, "a", "one"));
    }

    [Fact]
    public async Task Two_programs_on_one_file_see_each_other_s_changes_and_versions()
    {
        using var other = Open(File);
        var version = await PutAsync(_table, "a", "one");

        await PutAsync(other, "a", "two");

        Assert.Equal("two", (await _table.FindAsync(Shard, "a", Cancel))!["Value"]);
        var late = new TableEntity(Shard.ToString(), "a") { ["Value"] = "three" };
        Assert.IsType<CommitResult.Conflict>(await new Transaction(Shard).Replace(late, version).CommitAsync(_table, Cancel));
    }

    [Fact]
    public async Task A_row_can_be_read_with_any_SQLite_tool()
    {
        await PutAsync(_table, "a", "Zoë 李");

        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json_extract(columns, '$.Value') FROM rows WHERE key = 'a'";
        Assert.Equal("Zoë 李", command.ExecuteScalar());
    }

    [Fact]
    public async Task A_full_disk_fails_the_change_and_loses_nothing_and_space_mends_it()
    {
        await PutAsync(_table, "a", "one");
        var large = new byte[TableLimits.PropertyBytes];
        var pages = LimitPages(toAtMost: 0);

        var failure = await Assert.ThrowsAsync<IOException>(() => PutAsync(_table, "b", large));

        Assert.Contains(File, failure.Message, StringComparison.Ordinal);
        Assert.Equal("one", (await _table.FindAsync(Shard, "a", Cancel))!["Value"]);
        Assert.Null(await _table.FindAsync(Shard, "b", Cancel));
        LimitPages(pages + 1000);
        await PutAsync(_table, "b", large);
        Assert.Equal(large, (await _table.FindAsync(Shard, "b", Cancel))!.GetBinary("Value"));
    }

    [Fact]
    public async Task A_file_that_another_program_broke_is_named_when_it_is_read()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "DROP TABLE rows";
        command.ExecuteNonQuery();

        var failure = await Assert.ThrowsAsync<IOException>(() => _table.FindAsync(Shard, "a", Cancel));

        Assert.StartsWith($"{File} could not be read: ", failure.Message, StringComparison.Ordinal);
    }

    private static SqliteCourseTable Open(string file) => new(CourseDatabase.Open(file));

    // Not fewer than the file has already. Source: https://www.sqlite.org/pragma.html#pragma_max_page_count.
    private long LimitPages(long toAtMost)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {Math.Max(toAtMost, 1)}";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<ETag> PutAsync(SqliteCourseTable table, string key, object value)
    {
        var row = new TableEntity(Shard.ToString(), key) { ["Value"] = value };
        return (await CommittedAsync(table, new Transaction(Shard).Put(row))).VersionOf(key);
    }

    private static async Task<CommitResult.Committed> CommittedAsync(SqliteCourseTable table, Transaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(table, Cancel));
}
