using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace EmailCourse.Storage;

/// <summary>Reads a range page by page, each page after the last row of the one before.</summary>
internal static class CourseTablePages
{
    public static async IAsyncEnumerable<IReadOnlyList<TableEntity>> PagesAsync(
        this ICourseTable table,
        ShardKey shard,
        RowRange range,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var page = await table.ReadAsync(shard, range, pageSize, cancellationToken);
            if (page.Count > 0)
            {
                yield return page;
            }

            if (page.Count < pageSize)
            {
                yield break;
            }

            range = range with { From = RowRange.After(page[^1].RowKey) };
        }
    }

    /// <summary>
    /// Deletes rows of a range. What another writer changes meanwhile is left, with the rest of its transaction, to a later call.
    /// </summary>
    public static async Task DeleteAsync(
        this ICourseTable table,
        ShardKey shard,
        RowRange range,
        Func<TableEntity, bool> isOver,
        CancellationToken cancellationToken
    )
    {
        await foreach (var page in table.PagesAsync(shard, range, TableLimits.Operations, cancellationToken))
        {
            var transaction = new Transaction(shard);
            foreach (var row in page.Where(isOver))
            {
                transaction.Delete(row.RowKey, row.ETag);
            }

            if (transaction.Count > 0)
            {
                await transaction.CommitAsync(table, cancellationToken);
            }
        }
    }
}
