using Azure.Data.Tables;
using EmailCourse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Tests.Engine;

/// <summary>
/// A table in which somebody else is faster: does what the test says just before a read or a commit reaches the table behind.
/// </summary>
internal sealed class InterferingTable(ICourseTable inner) : ICourseTable
{
    private bool _interfering;

    /// <summary>Creates an engine before whose rows such a table stands.</summary>
    public static TestEngine CreateEngine(out InterferingTable table)
    {
        var rows = new InMemoryTable();
        var interfering = table = new InterferingTable(rows);
        return new TestEngine(rows, services => services.AddSingleton<ICourseTable>(interfering));
    }

    /// <summary>What happens before a commit of these changes; what it commits itself is left alone.</summary>
    public Func<IReadOnlyList<TableTransactionAction>, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether the answer to a commit of these changes is lost, so that the client sends it once more.</summary>
    public Func<IReadOnlyList<TableTransactionAction>, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>What happens before a range of rows is read.</summary>
    public Action BeforeRead { get; set; } = () => { };

    public int Commits { get; private set; }

    public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken) =>
        inner.FindAsync(shard, rowKey, cancellationToken);

    public Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        if (!_interfering)
        {
            BeforeRead();
        }

        return inner.ReadAsync(shard, range, atMost, cancellationToken);
    }

    public async Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        if (!_interfering)
        {
            Commits++;
            _interfering = true;
            try
            {
                await BeforeCommit(changes);
            }
            finally
            {
                _interfering = false;
            }
        }

        // As the client does whose caller waits no longer.
        cancellationToken.ThrowIfCancellationRequested();
        var result = await inner.CommitAsync(shard, changes, cancellationToken);
        return LosesAnswer(changes) ? await inner.CommitAsync(shard, changes, cancellationToken) : result;
    }
}
