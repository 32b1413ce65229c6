using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>The row <c>moved~{id}</c>: the course of this address went to another one. Holds nothing personal.</summary>
internal sealed record Forwarding(SubscriberId To, Instant At)
{
    public ETag Version { get; init; }

    public static RowRange All { get; } = RowRange.StartingWith("moved~");

    public static string Key(SubscriberId id) => $"moved~{id}";

    /// <summary>The address that was left.</summary>
    public static SubscriberId IdOf(TableEntity row) => SubscriberId.Parse(row.RowKey["moved~".Length..]);

    public static Forwarding FromRow(TableEntity row) =>
        new(SubscriberId.Parse(row.GetString("To")), row.GetInstant("At")) { Version = row.ETag };

    public TableEntity ToRow(SubscriberId id) =>
        new(id.Shard.ToString(), Key(id)) { ["To"] = To.ToString(), ["At"] = At.ToDateTimeOffset() };
}
