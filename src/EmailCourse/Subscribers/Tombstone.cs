using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>The row <c>tombstone~{id}</c>: the address must not be mailed again. Holds nothing personal.</summary>
internal sealed record Tombstone(string Reason, Instant At)
{
    /// <summary>The last batch recorded for the subscriber, so that it is not counted again.</summary>
    public string LastBatch { get; init; } = "";

    /// <summary>Every suppressed address of a shard.</summary>
    public static readonly RowRange All = RowRange.StartingWith("tombstone~");

    public static string Key(SubscriberId id) => $"tombstone~{id}";

    public static Tombstone FromRow(TableEntity row) =>
        new(row.GetString("Reason"), row.GetInstant("At")) { LastBatch = row.GetString("LastBatch") };

    public TableEntity ToRow(SubscriberId id) =>
        new(id.Shard.ToString(), Key(id))
        {
            ["Reason"] = Reason,
            ["At"] = At.ToDateTimeOffset(),
            ["LastBatch"] = LastBatch,
        };
}
