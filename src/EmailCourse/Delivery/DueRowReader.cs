using System.Runtime.CompilerServices;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Reads the due rows of a shard, and notes when it looked.</summary>
internal sealed class DueRowReader(ICourseTable table, IClock clock)
{
    /// <summary>Everything due up to <paramref name="now"/>, page by page in the order of time.</summary>
    public IAsyncEnumerable<IReadOnlyList<DueRow>> UpToAsync(ShardKey shard, Instant now, CancellationToken cancellationToken) =>
        ReadAsync(shard, ScheduledMail.UpTo(now), cancellationToken);

    /// <summary>The members of a batch that still wait for its mail.</summary>
    public async Task<IReadOnlyList<DueRow>> OfAsync(Batch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Members.ToHashSet();
        var members = new List<DueRow>();
        await foreach (var page in ReadAsync(batch.Shard, batch.Rows, cancellationToken))
        {
            members.AddRange(page.Where(due => due.Due.Mail == batch.Mail && ids.Contains(due.Id)));
        }

        return members;
    }

    private async IAsyncEnumerable<IReadOnlyList<DueRow>> ReadAsync(
        ShardKey shard,
        RowRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var lookedAt = clock.GetCurrentInstant();
        await foreach (var page in table.PagesAsync(shard, range, DeliveryRules.BatchSize, cancellationToken))
        {
            yield return [.. page.Select(row => DueRow.FromRow(row, lookedAt))];
            lookedAt = clock.GetCurrentInstant();
        }
    }
}
