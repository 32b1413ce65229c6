using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Reads what a shard has to do: its open batches and its due rows, with the time at which each was read.</summary>
/// <remarks>
/// The keys of the lease, of batches and of due rows lie side by side in this order, and no other row's key lies between them:
/// one read finds all three.
/// </remarks>
internal sealed class ShardWorkReader(ICourseTable table, IClock clock)
{
    /// <summary>
    /// Whether a shard has an open batch or a row due by <paramref name="now"/>. One read of one row tells both.
    /// </summary>
    public async Task<bool> HasWorkAsync(ShardKey shard, Instant now, CancellationToken cancellationToken) =>
        (await table.ReadAsync(shard, From(Batch.All.From, now), atMost: 1, cancellationToken)).Count > 0;

    /// <summary>Reads by one request what a run begins with.</summary>
    public async Task<ShardWork> ReadAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var began = clock.GetCurrentInstant();
        var rows = await table.ReadAsync(shard, From(ShardLease.RowKey, began), DeliveryRules.BatchSize, cancellationToken);
        var lease = rows.FirstOrDefault(row => row.RowKey == ShardLease.RowKey);
        var open = rows.Where(row => Batch.All.Contains(row.RowKey)).Select(Batch.FromRow).ToList();
        var due = rows.Skip((lease is null ? 0 : 1) + open.Count);
        var page = open.Count == 0 ? PageOf(due, rows.Count, began) : null;
        return new ShardWork(began, lease, open, page);
    }

    /// <summary>Reads everything that was due when the work was read, page by page in the order of time.</summary>
    public IAsyncEnumerable<DuePage> ReadDueAsync(ShardKey shard, ShardWork work, CancellationToken cancellationToken) =>
        ReadAsync(shard, ScheduledMail.UpTo(work.AsOf), work.FirstPage, cancellationToken);

    /// <summary>Reads the due rows of the members of a batch that still wait for its mail, as one reading.</summary>
    public async Task<IReadOnlyList<DueRow>> ReadMembersAsync(Batch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Members.ToHashSet();
        var members = new List<DueRow>();
        var began = clock.GetCurrentInstant();
        await foreach (var page in ReadAsync(batch.Shard, batch.DueRange, first: null, cancellationToken))
        {
            members.AddRange(page.Rows.Where(due => due.Mail == batch.Mail && ids.Contains(due.Id)));
        }

        var reading = new Reading(began, clock.GetCurrentInstant());
        return [.. members.Select(due => due with { Reading = reading })];
    }

    private static RowRange From(string firstKey, Instant now)
    {
        var due = ScheduledMail.UpTo(now);
        Debug.Assert(string.CompareOrdinal(ShardLease.RowKey, Batch.All.From) < 0, "The lease is read before batches.");
        Debug.Assert(string.CompareOrdinal(Batch.All.Before, due.From) < 0, "A batch is read before a due row.");
        return new RowRange(firstKey, due.Before);
    }

    private async IAsyncEnumerable<DuePage> ReadAsync(
        ShardKey shard,
        RowRange range,
        DuePage? first,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var page = first ?? await ReadPageAsync(shard, range, cancellationToken);
        yield return page;
        while (!page.IsLast)
        {
            range = range with { From = RowRange.After(page.Rows[^1].RowKey) };
            page = await ReadPageAsync(shard, range, cancellationToken);
            yield return page;
        }
    }

    private async Task<DuePage> ReadPageAsync(ShardKey shard, RowRange range, CancellationToken cancellationToken)
    {
        var began = clock.GetCurrentInstant();
        var rows = await table.ReadAsync(shard, range, DeliveryRules.BatchSize, cancellationToken);
        return PageOf(rows, rows.Count, began);
    }

    private DuePage PageOf(IEnumerable<TableEntity> dueRows, int read, Instant began) =>
        DuePage.Of(dueRows, isLast: read < DeliveryRules.BatchSize, new Reading(began, clock.GetCurrentInstant()));
}
