using System.Buffers;
using Azure.Data.Tables;

namespace EmailCourse.Storage;

/// <summary>
/// Azure Table Storage's documented limits, checked here because the emulator enforces only some of them.
/// Source: https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions,
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model and
/// https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination.
/// </summary>
internal static class TableLimits
{
    public const int Operations = 100;
    public const int PageRows = 1000;
    public const int PayloadBytes = 4 * 1024 * 1024;
    public const int Properties = 252;
    public const int PropertyBytes = 64 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int KeyBytes = 1024;

    private static readonly string[] System = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create([
        .. @"/\#?",
        .. Enumerable.Range(0, 0x100).Select(code => (char)code).Where(char.IsControl),
    ]);

    public static void Check(ShardKey shard, IReadOnlyList<TableTransactionAction> changes)
    {
        if (changes.Count is 0 or > Operations)
        {
            throw new TableLimitException($"A transaction has 1 to {Operations} operations, not {changes.Count}.");
        }

        if (changes.FirstOrDefault(change => change.Entity.PartitionKey != shard.ToString()) is { } stray)
        {
            throw new TableLimitException($"A transaction stays in one partition: {stray.Entity.RowKey} is not in {shard}.");
        }

        var rowKeys = new HashSet<string>(changes.Count);
        if (changes.FirstOrDefault(change => !rowKeys.Add(change.Entity.RowKey)) is { } twice)
        {
            throw new TableLimitException($"A row appears once in a transaction: {twice.Entity.RowKey} appears twice.");
        }

        if (changes.Sum(change => CheckEntity(change.Entity)) is > PayloadBytes and var bytes)
        {
            throw new TableLimitException($"A transaction is at most {PayloadBytes} bytes, not {bytes}.");
        }
    }

    private static long CheckEntity(ITableEntity entity)
    {
        CheckKey(entity.RowKey);
        var row =
            entity as TableEntity
            ?? throw new TableLimitException($"Rows are written as TableEntity; {entity.RowKey} is a {entity.GetType().Name}.");
        var properties = 0;
        long size = 4 + 2 * (entity.PartitionKey.Length + entity.RowKey.Length);
        foreach (var (name, value) in row)
        {
            if (!System.Contains(name))
            {
                properties++;
                size += 8 + 2 * name.Length + SizeOf(entity, name, value);
            }
        }

        if (properties > Properties)
        {
            throw new TableLimitException($"A row has at most {Properties} properties; {entity.RowKey} has {properties}.");
        }

        return size <= EntityBytes
            ? size
            : throw new TableLimitException($"A row is at most {EntityBytes} bytes; {entity.RowKey} is {size}.");
    }

    private static void CheckKey(string rowKey)
    {
        if (2 * rowKey.Length > KeyBytes)
        {
            throw new TableLimitException($"A row key is at most {KeyBytes} bytes: {rowKey[..40]}…");
        }

        if (rowKey.AsSpan().ContainsAny(NotInKeys))
        {
            throw new TableLimitException($"A row key holds no '/', '\\', '#', '?' or control character: {rowKey}");
        }
    }

    private static int SizeOf(ITableEntity entity, string name, object? value)
    {
        var size = value switch
        {
            string text => 2 * text.Length,
            byte[] bytes => bytes.Length,
            null => 0,
            bool => 1,
            int => 4,
            long or double or DateTimeOffset => 8,
            _ => throw new TableLimitException($"{entity.RowKey}.{name}: {value.GetType().Name} is not stored."),
        };
        return size <= PropertyBytes
            ? size + 4
            : throw new TableLimitException($"A property is at most {PropertyBytes} bytes; {entity.RowKey}.{name} is {size}.");
    }
}
