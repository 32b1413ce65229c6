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
}
