using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace EmailCourse.Storage;

/// <summary>Keeps the course in Azure Table Storage.</summary>
internal sealed class CourseTable(TableClient table) : ICourseTable
{
    public async Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            shard.ToString(),
            rowKey,
            cancellationToken: cancellationToken
        );
        return found.HasValue ? found.Value : null;
    }

    public async Task<IReadOnlyList<TableEntity>> ReadAsync(
        ShardKey shard,
        RowRange range,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        var partition = shard.ToString();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {range.From} and RowKey lt {range.Before}"
        );
        var rows = new List<TableEntity>();
        await foreach (var page in table.QueryAsync<TableEntity>(filter, atMost, cancellationToken: cancellationToken).AsPages())
        {
            rows.AddRange(page.Values);
            if (rows.Count >= atMost)
            {
                break;
            }
        }

        return rows.Count > atMost ? rows[..atMost] : rows;
    }

    public async Task<CommitResult> CommitAsync(
        ShardKey shard,
        IReadOnlyList<TableTransactionAction> changes,
        CancellationToken cancellationToken
    )
    {
        TableLimits.Check(shard, changes);
        try
        {
            var answer = await table.SubmitTransactionAsync(changes, cancellationToken);
            return new CommitResult.Committed(
                changes
                    .Zip(answer.Value, (change, each) => (change.Entity.RowKey, Version: each.Headers.ETag ?? default))
                    .ToDictionary(row => row.RowKey, row => row.Version)
            );
        }
        catch (TableTransactionFailedException failure) when (IsConflict(failure))
        {
            return new CommitResult.Conflict(
                failure.FailedTransactionActionIndex is { } index ? changes[index].Entity.RowKey : null
            );
        }
    }

    private static bool IsConflict(RequestFailedException failure) =>
        failure.ErrorCode == TableErrorCode.EntityAlreadyExists
        || failure.ErrorCode == TableErrorCode.ResourceNotFound
        || failure.ErrorCode == TableErrorCode.EntityNotFound
        || failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied;
}
