using System.Diagnostics;
using System.Runtime.CompilerServices;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Reads the due rows of a shard, and notes when each was read.</summary>
internal sealed class DueRowReader(ICourseTable table, IClock clock)
{
    /// <summary>
    /// Whether a shard has an open batch or a row due by <paramref name="now"/>. One read of one row tells both.
    /// </summary>
    public async Task<bool> HasWorkAsync(ShardKey shard, Instant now, CancellationToken cancellationToken)
    {
        // The keys of batches end where those of due rows may begin, and no other row's key lies between them.
        Debug.Assert(
            string.CompareOrdinal(Batch.All.Before, ScheduledMail.UpTo(now).From) < 0,
            "A batch is read before a due row."
        );
        var work = new RowRange(Batch.All.From, ScheduledMail.UpTo(now).Before);
        return (await table.ReadAsync(shard, work, atMost: 1, cancellationToken)).Count > 0;
    }

    /// <summary>
    /// Reads everything due by <paramref name="now"/>, page by page in the order of time. No page ends in the middle of a mail
    /// that fits into one, so that it is sent by one call.
    /// </summary>
    public IAsyncEnumerable<IReadOnlyList<DueRow>> ReadUpToAsync(
        ShardKey shard,
        Instant now,
        CancellationToken cancellationToken
    ) => ReadAsync(shard, ScheduledMail.UpTo(now), cancellationToken);

    /// <summary>Reads the due rows of the members of a batch that still wait for its mail, as one reading.</summary>
    public async Task<IReadOnlyList<DueRow>> ReadMembersAsync(Batch batch, CancellationToken cancellationToken)
    {
        var ids = batch.Members.ToHashSet();
        var members = new List<DueRow>();
        var began = clock.GetCurrentInstant();
        await foreach (var page in ReadAsync(batch.Shard, batch.DueRange, cancellationToken))
        {
            members.AddRange(page.Where(due => due.Mail == batch.Mail && ids.Contains(due.Id)));
        }

        var reading = new Reading(began, clock.GetCurrentInstant());
        return [.. members.Select(due => due with { Reading = reading })];
    }

    private async IAsyncEnumerable<IReadOnlyList<DueRow>> ReadAsync(
        ShardKey shard,
        RowRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var began = clock.GetCurrentInstant();
            var rows = await table.ReadAsync(shard, range, DeliveryRules.BatchSize, cancellationToken);
            var reading = new Reading(began, clock.GetCurrentInstant());
            IReadOnlyList<DueRow> page = [.. rows.Select(row => DueRow.FromRow(row, reading))];
            if (page.Count < DeliveryRules.BatchSize)
            {
                yield return page;
                yield break;
            }

            page = UpToLastMail(page);
            yield return page;
            range = range with { From = RowRange.After(page[^1].RowKey) };
        }
    }

    // What the page holds of its last mail is read once more with the next one, where the rest of that mail is.
    private static IReadOnlyList<DueRow> UpToLastMail(IReadOnlyList<DueRow> page) =>
        page[0].Due == page[^1].Due ? page : [.. page.TakeWhile(due => due.Due != page[^1].Due)];
}
