using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What is known of a batch that is not yet settled.</summary>
internal enum BatchState
{
    /// <summary>About to be handed over, or handed over without an answer.</summary>
    Sending,

    /// <summary>The provider has it; its members are being advanced.</summary>
    Accepted,
}

/// <summary>A row of the ledger, <c>batch~{id}</c>: the intent to send, written before the act.</summary>
/// <param name="Since">When it was last handed over.</param>
/// <param name="Rows">The range its due rows were read from, so that a later run finds them again.</param>
internal sealed record Batch(
    string Id,
    MailKey Mail,
    ImmutableArray<SubscriberId> Members,
    BatchState State,
    Instant Since,
    RowRange Rows
)
{
    /// <summary>When it was first handed over. A subscriber signed up later is another life of the same address.</summary>
    public required Instant StartedAt { get; init; }

    public int Attempt { get; init; } = 1;

    public ETag Version { get; init; }

    public static RowRange All { get; } = RowRange.StartingWith("batch~");

    public required ShardKey Shard { get; init; }

    public string RowKey => Key(Id);

    public static string Key(string id) => $"batch~{id}";

    /// <summary>A new batch of due mails of one shard and one mail key, ordered as they were read.</summary>
    public static Batch Of(string id, IReadOnlyList<DueRow> dues, Instant now) =>
        new(id, dues[0].Due.Mail, [.. dues.Select(due => due.Id)], BatchState.Sending, now, RangeOf(dues))
        {
            Shard = dues[0].Id.Shard,
            StartedAt = now,
        };

    /// <summary>The same batch handed over once more, to those who still wait for it.</summary>
    public Batch Again(IReadOnlyList<DueRow> dues, Instant now) =>
        Narrowed(dues) with
        {
            State = BatchState.Sending,
            Since = now,
            Attempt = Attempt + 1,
        };

    /// <summary>The same batch without those who are no longer due.</summary>
    public Batch Narrowed(IReadOnlyList<DueRow> dues) =>
        this with
        {
            Members = [.. dues.Select(due => due.Id)],
            Rows = RangeOf(dues),
        };

    /// <summary>The same batch once <paramref name="member"/> is settled alone.</summary>
    public Batch Without(SubscriberId member) => this with { Members = Members.Remove(member) };

    public static Batch FromRow(TableEntity row) =>
        new(
            row.RowKey["batch~".Length..],
            new MailKey(row.GetString("Mail")),
            [.. row.GetBinary("Members").Chunk(SubscriberId.Size).Select(bytes => SubscriberId.FromBytes(bytes))],
            Enum.Parse<BatchState>(row.GetString("State")),
            Time(row, "Since"),
            new RowRange(row.GetString("FromRow"), row.GetString("BeforeRow"))
        )
        {
            Shard = ShardKey.Parse(row.PartitionKey),
            StartedAt = Time(row, "StartedAt"),
            Attempt = row.GetInt32("Attempt") ?? 1,
            Version = row.ETag,
        };

    public TableEntity ToRow() =>
        new(Shard.ToString(), RowKey)
        {
            ["Mail"] = Mail.Value,
            ["Members"] = Members.SelectMany(member => member.ToBytes()).ToArray(),
            ["State"] = State.ToString(),
            ["Since"] = Since.ToDateTimeOffset(),
            ["StartedAt"] = StartedAt.ToDateTimeOffset(),
            ["Attempt"] = Attempt,
            ["FromRow"] = Rows.From,
            ["BeforeRow"] = Rows.Before,
        };

    private static RowRange RangeOf(IReadOnlyList<DueRow> dues) =>
        new(
            dues.Select(due => due.RowKey).Min(StringComparer.Ordinal)!,
            RowRange.After(dues.Select(due => due.RowKey).Max(StringComparer.Ordinal)!)
        );

    private static Instant Time(TableEntity row, string column) => SharedColumns.Instant(row, column)!.Value;
}
