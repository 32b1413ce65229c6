using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What is known of a batch that is not yet recorded.</summary>
internal enum BatchState
{
    /// <summary>About to be sent, or sent without an answer.</summary>
    Sending,

    /// <summary>SendGrid has it; its members are being recorded.</summary>
    Accepted,
}

/// <summary>
/// The row <c>batch~{id}</c>: one mail to up to 1,000 subscribers of a shard, written before the call that sends it.
/// </summary>
/// <param name="LastSentAt">When the last attempt began.</param>
/// <param name="DueRange">The range of keys its due rows were read from, so that a later run finds them again.</param>
internal sealed record Batch(
    string Id,
    MailKey Mail,
    ImmutableArray<SubscriberId> Members,
    BatchState State,
    Instant LastSentAt,
    RowRange DueRange
)
{
    private const string Prefix = "batch~";

    /// <summary>When the first attempt began. A subscriber who signed up later is another one with the same address.</summary>
    public required Instant FirstSentAt { get; init; }

    public int Attempt { get; init; } = 1;

    public ETag Version { get; init; }

    public static RowRange All { get; } = RowRange.StartingWith(Prefix);

    public required ShardKey Shard { get; init; }

    public string RowKey => Key(Id);

    public static string Key(string id) => Prefix + id;

    /// <summary>A new batch for due rows of one shard and one mail key, ordered as they were read.</summary>
    public static Batch Create(string id, IReadOnlyList<DueRow> dues, Instant now) =>
        new(id, dues[0].Mail, [.. dues.Select(due => due.Id)], BatchState.Sending, now, RangeOf(dues))
        {
            Shard = dues[0].Id.Shard,
            FirstSentAt = now,
        };

    /// <summary>The next attempt of the same batch, to the members that still wait for it.</summary>
    public Batch NextAttempt(IReadOnlyList<DueRow> dues, Instant now) =>
        LimitedTo(dues) with
        {
            State = BatchState.Sending,
            LastSentAt = now,
            Attempt = Attempt + 1,
        };

    /// <summary>The same batch without the members that are no longer due.</summary>
    public Batch LimitedTo(IReadOnlyList<DueRow> dues) =>
        this with
        {
            Members = [.. dues.Select(due => due.Id)],
            DueRange = RangeOf(dues),
        };

    /// <summary>The same batch without a member that was recorded individually.</summary>
    public Batch Without(SubscriberId member) => this with { Members = Members.Remove(member) };

    /// <summary>The names of the counters that recording one member increases by one.</summary>
    /// <param name="completes">Whether the mail was the member's last.</param>
    public IReadOnlyList<string> CountsOfMember(bool completes) =>
        [
            CounterNames.Sent,
            .. Attempt > 1 ? [CounterNames.SentAgain] : Array.Empty<string>(),
            .. completes ? [CounterNames.Completed] : Array.Empty<string>(),
        ];

    public static Batch FromRow(TableEntity row) =>
        new(
            row.RowKey[Prefix.Length..],
            new MailKey(row.GetString("Mail")),
            [.. row.GetBinary("Members").Chunk(SubscriberId.Size).Select(bytes => SubscriberId.FromBytes(bytes))],
            Enum.Parse<BatchState>(row.GetString("State")),
            row.GetInstant("LastSentAt"),
            new RowRange(row.GetString("DueFrom"), row.GetString("DueBefore"))
        )
        {
            Shard = ShardKey.Parse(row.PartitionKey),
            FirstSentAt = row.GetInstant("FirstSentAt"),
            Attempt = row.GetInt32("Attempt") ?? 1,
            Version = row.ETag,
        };

    public TableEntity ToRow() =>
        new(Shard.ToString(), RowKey)
        {
            ["Mail"] = Mail.Value,
            ["Members"] = Members.SelectMany(member => member.ToBytes()).ToArray(),
            ["State"] = State.ToString(),
            ["LastSentAt"] = LastSentAt.ToDateTimeOffset(),
            ["FirstSentAt"] = FirstSentAt.ToDateTimeOffset(),
            ["Attempt"] = Attempt,
            ["DueFrom"] = DueRange.From,
            ["DueBefore"] = DueRange.Before,
        };

    private static RowRange RangeOf(IReadOnlyList<DueRow> dues)
    {
        var keys = dues.Select(due => due.RowKey).Order(StringComparer.Ordinal).ToList();
        return new RowRange(keys[0], RowRange.After(keys[^1]));
    }
}
