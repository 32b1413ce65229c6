using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The row <c>subscriber~{id}</c>: a subscriber, or a tombstone in its place. Since the two share a key, no address ever has
/// both, and whoever writes one meets the other.
/// </summary>
internal static class SubscriberRow
{
    // The state of a tombstone; no subscriber has it.
    private const string Suppressed = "Suppressed";

    /// <summary>Every subscriber of a shard, and every suppressed address.</summary>
    public static readonly RowRange All = RowRange.StartingWith("subscriber~");

    public static string Key(SubscriberId id) => $"subscriber~{id}";

    public static TableEntity Write(Subscriber subscriber)
    {
        var row = new TableEntity(subscriber.Id.Shard.ToString(), Key(subscriber.Id))
        {
            ["State"] = subscriber.State.ToString(),
            ["PreviousState"] = subscriber.PreviousState?.ToString() ?? "",
            ["Due"] = subscriber.Progress.Due?.ToString() ?? "",
            ["SignedUpAt"] = subscriber.SignedUpAt.ToDateTimeOffset(),
            ["ConfirmedAt"] = subscriber.ConfirmedAt?.ToDateTimeOffset(),
            ["LastSignUpMailAt"] = subscriber.LastSignUpMailAt?.ToDateTimeOffset(),
            ["LastBatch"] = subscriber.LastBatch,
            ["LastLessonAt"] = subscriber.LastLessonAt?.ToDateTimeOffset(),
            ["CompletedAt"] = subscriber.CompletedAt?.ToDateTimeOffset(),
            ["LastRepeatAt"] = subscriber.LastRepeatAt?.ToDateTimeOffset(),
            ["StoppedAt"] = subscriber.Stop?.At.ToDateTimeOffset(),
            ["StoppedFrom"] = subscriber.Stop?.From.ToString(),
            ["StoppedLessonAt"] = subscriber.Stop?.LessonAt?.ToDateTimeOffset(),
            ["Unconfirmed"] = subscriber.Unconfirmed?.ToBytes(),
            ["ConsentAt"] = subscriber.Consent?.At.ToDateTimeOffset(),
            ["ConsentWording"] = subscriber.Consent?.Wording,
            ["ConsentNetwork"] = subscriber.Consent?.NetworkFingerprint,
            ["AskedTo"] = subscriber.AskedTo?.ToString(),
            ["MovesTo"] = subscriber.MovesTo?.Value,
            ["MovesFrom"] = subscriber.MovesFrom?.ToString(),
            ["MovedFrom"] = subscriber.MovedFrom?.ToString(),
        };
        SharedColumns.Write(row, subscriber.Recipient);
        SharedColumns.Write(row, subscriber.Progress);
        return row;
    }

    public static TableEntity Write(SubscriberId id, StoredAddress stored) =>
        stored is Tombstone tombstone ? WriteTombstone(id, tombstone) : Write((Subscriber)stored);

    /// <summary>Whether a row of <see cref="All"/> is a tombstone, for whoever reads no more of it.</summary>
    public static bool IsTombstone(TableEntity row) => row.GetString("State") == Suppressed;

    public static StoredAddress Read(TableEntity row) => IsTombstone(row) ? ReadTombstone(row) : ReadSubscriber(row);

    private static TableEntity WriteTombstone(SubscriberId id, Tombstone tombstone) =>
        new(id.Shard.ToString(), Key(id))
        {
            ["State"] = Suppressed,
            ["Reason"] = tombstone.Reason,
            ["At"] = tombstone.At.ToDateTimeOffset(),
            ["LastBatch"] = tombstone.LastBatch,
        };

    private static Tombstone ReadTombstone(TableEntity row) =>
        new(row.GetString("Reason"), row.GetInstant("At")) { LastBatch = row.GetString("LastBatch"), Version = row.ETag };

    private static Subscriber ReadSubscriber(TableEntity row)
    {
        var id = SubscriberId.Parse(row.RowKey["subscriber~".Length..]);
        return new Subscriber(
            SharedColumns.Recipient(row, id),
            Enum.Parse<SubscriberState>(row.GetString("State")),
            SharedColumns.Progress(row, ScheduledMail.Stored(row.GetString("Due"))),
            row.GetInstant("SignedUpAt")
        )
        {
            PreviousState = row.GetString("PreviousState") is { Length: > 0 } before ? Enum.Parse<SubscriberState>(before) : null,
            Unconfirmed = row.GetBinary("Unconfirmed") is { } typed ? SignUpDetails.FromBytes(typed) : null,
            Consent = row.FindInstant("ConsentAt") is { } at
                ? new Consent(at, row.GetString("ConsentWording"), row.GetString("ConsentNetwork"))
                : null,
            ConfirmedAt = row.FindInstant("ConfirmedAt"),
            LastSignUpMailAt = row.FindInstant("LastSignUpMailAt"),
            LastBatch = row.GetString("LastBatch"),
            LastLessonAt = row.FindInstant("LastLessonAt"),
            CompletedAt = row.FindInstant("CompletedAt"),
            LastRepeatAt = row.FindInstant("LastRepeatAt"),
            Stop = row.FindInstant("StoppedAt") is { } stopped
                ? new Stop(stopped, StoppedFrom(row), row.FindInstant("StoppedLessonAt"))
                : null,
            AskedTo = Id(row.GetString("AskedTo")),
            MovesTo = row.GetString("MovesTo") is { } to ? EmailAddress.Stored(to) : null,
            MovesFrom = Id(row.GetString("MovesFrom")),
            MovedFrom = Id(row.GetString("MovedFrom")),
            Version = row.ETag,
        };
    }

    private static SubscriberId? Id(string? text) => text is null ? null : SubscriberId.Parse(text);

    // A row from before there was the column says it in another, or nowhere.
    private static SubscriberState StoppedFrom(TableEntity row) =>
        Enum.TryParse<SubscriberState>(row.GetString("StoppedFrom"), out var from) ? from : SubscriberState.Active;

    /// <summary>
    /// The columns that recording a mail of <paramref name="batchId"/> changes, to be merged into a row that was not read.
    /// </summary>
    /// <param name="state">The new state; <see langword="null"/> leaves it.</param>
    /// <param name="isLesson">Whether the mail is a lesson.</param>
    /// <param name="at">When it was accepted.</param>
    public static TableEntity Recorded(
        SubscriberId id,
        Progress next,
        string batchId,
        SubscriberState? state,
        bool isLesson,
        Instant at
    )
    {
        var row = new TableEntity(id.Shard.ToString(), Key(id)) { ["Due"] = next.Due?.ToString() ?? "", ["LastBatch"] = batchId };
        SharedColumns.Write(row, next);
        if (state is { } changed)
        {
            row["State"] = changed.ToString();
        }

        if (state == SubscriberState.Completed)
        {
            row["CompletedAt"] = at.ToDateTimeOffset();
        }

        if (isLesson)
        {
            row["LastLessonAt"] = at.ToDateTimeOffset();
        }

        return row;
    }
}
