using Azure.Data.Tables;
using EmailCourse.Simulation;
using EmailCourse.Storage;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>Rows that can be put back to how they were, and that tell whether anything was written.</summary>
internal sealed class WatchedTable : ICourseTable
{
    private readonly List<ShardKey> _written = [];

    private InMemoryTable _saved = new();

    public InMemoryTable Rows { get; private set; } = new();

    /// <summary>Which shard each transaction wrote to since the rows were last put back.</summary>
    public IReadOnlyList<ShardKey> Written => _written;

    /// <summary>How many transactions did more than count what a quota limits, or a form that is not taken.</summary>
    public int Changes { get; private set; }

    /// <summary>Remembers the rows as they are.</summary>
    public void Save()
    {
        _saved = Rows.Copy();
        _written.Clear();
    }

    /// <summary>Puts back what was remembered.</summary>
    public void Restore()
    {
        if (_written.Count > 0)
        {
            Rows = _saved.Copy();
            _written.Clear();
        }
    }

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken) =>
        Rows.FindAsync(shard, rowKey, cancellationToken);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    ) => Rows.ReadAsync(shard, range, atMost, cancellationToken);

    public async Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        var result = await Rows.CommitAsync(shard, changes, cancellationToken);
        if (result is CommitResult.Committed)
        {
            _written.Add(shard);
            Changes += changes.All(change => Counts(change.Entity.RowKey)) ? 0 : 1;
        }

        return result;
    }

    private static bool Counts(string rowKey) =>
        rowKey.StartsWith("quota~", StringComparison.Ordinal)
        || rowKey.EndsWith($"~{CounterTopics.RefusedForms}", StringComparison.Ordinal);
}
