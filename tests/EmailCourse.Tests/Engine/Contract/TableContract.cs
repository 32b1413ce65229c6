using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Engine.Contract;

/// <summary>
/// What the course expects of its table. It runs against Azure's client on Azurite, against SQLite, and against the table in
/// memory, so that what is tested on one is true of the others. Every test has keys of its own, so all may share one table.
/// </summary>
public abstract partial class TableContract
{
    private static readonly ShardKey Shard = ShardKey.Parse("7");
    private static int _tests;

    private readonly string _prefix = $"t{Interlocked.Increment(ref _tests):0000}~";

    private protected abstract ICourseTable Table { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TableEntity Row(string key, object? value = null)
    {
        var row = new TableEntity(Shard.ToString(), _prefix + key);
        if (value is not null)
        {
            row["Value"] = value;
        }

        return row;
    }

    private static Transaction Change() => new(Shard);

    private async Task<CommitResult.Committed> CommittedAsync(Transaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(Table, Token));

    // The row in the way, without the test's prefix.
    private async Task<string?> ConflictAsync(Transaction transaction) =>
        Assert.IsType<CommitResult.Conflict>(await transaction.CommitAsync(Table, Token)).RowKey?[_prefix.Length..];

    private ETag VersionOf(string key, CommitResult.Committed committed) => committed.VersionOf(_prefix + key);

    private async Task<ETag> InsertedAsync(string key, object? value = null) =>
        VersionOf(key, await CommittedAsync(Change().Insert(Row(key, value))));

    private Task<TableEntity?> FindAsync(string key) => Table.FindAsync(Shard, _prefix + key, Token);

    private async Task<object?> ValueAsync(string key) => (await FindAsync(key))?["Value"];
}
