using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Delivery;

/// <summary>Which share of the mails was too high.</summary>
internal enum BrakeCause
{
    Complaints,
    Bounces,
}

/// <summary>The brake while it is pulled: nothing is sent.</summary>
/// <param name="Since">When it was pulled.</param>
/// <param name="Count">How many complaints or bounces there were.</param>
/// <param name="Sent">Of how many mails, of that UTC day and the one before.</param>
internal sealed record PulledBrake(Instant Since, BrakeCause Cause, long Count, long Sent);

/// <summary>That sending went on, and what had been counted by then on that UTC day: it pulls the brake no second time.</summary>
internal sealed record Resumption(LocalDate Day, long Complained, long Bounced)
{
    /// <summary>How many mails had been sent by then on that day.</summary>
    public long SentThatDay { get; init; }

    /// <summary>How many mails had been sent by then, these included, that complaints to come may be about.</summary>
    public long SentBefore { get; init; }
}

/// <summary>The row <c>emergency-brake</c>.</summary>
/// <param name="Pulled"><see langword="null"/> while mails are sent.</param>
/// <param name="Resumed">The last time that sending went on; <see langword="null"/> if the brake was never pulled before.</param>
internal sealed record BrakeState(PulledBrake? Pulled, Resumption? Resumed)
{
    /// <summary>Between the keys of batches and of due rows there may be no other: see <see cref="ShardWorkReader"/>.</summary>
    public const string RowKey = "emergency-brake";

    public ETag Version { get; init; }

    /// <summary>The version of the request to check the brake; <see langword="null"/> if there is none.</summary>
    public ETag? CheckRequest { get; init; }

    /// <summary>How many there were that no resumption knows of.</summary>
    public long NewOf(BrakeCause cause, DayCounts yesterday, DayCounts today) =>
        cause == BrakeCause.Complaints
            ? NewOf(yesterday, today, counts => counts.Complained, Resumed?.Complained)
            : NewOf(yesterday, today, counts => counts.Bounced, Resumed?.Bounced);

    /// <summary>
    /// How many mails complaints and bounces may be about. While the two days touch the last resumption, those before it belong
    /// to them, however long nothing was sent: their readers still answer.
    /// </summary>
    public long SentOf(DayCounts yesterday, DayCounts today) =>
        NewOf(yesterday, today, counts => counts.Sent, Resumed?.SentThatDay)
        + (Resumed?.Day >= yesterday.Day ? Resumed.SentBefore : 0);

    public static BrakeState FromRow(TableEntity? row) =>
        row is null ? new BrakeState(null, null) : new BrakeState(ReadPulled(row), ReadResumed(row)) { Version = row.ETag };

    public TableEntity ToRow(ShardKey shard)
    {
        var row = new TableEntity(shard.ToString(), RowKey);
        if (Pulled is { } pulled)
        {
            row["Since"] = pulled.Since.ToDateTimeOffset();
            row["Cause"] = pulled.Cause.ToString();
            row["Count"] = pulled.Count;
            row["Sent"] = pulled.Sent;
        }

        if (Resumed is { } resumed)
        {
            row["ResumedOn"] = LocalDatePattern.Iso.Format(resumed.Day);
            row["Complained"] = resumed.Complained;
            row["Bounced"] = resumed.Bounced;
            row["SentThatDay"] = resumed.SentThatDay;
            row["SentBefore"] = resumed.SentBefore;
        }

        return row;
    }

    private long NewOf(DayCounts yesterday, DayCounts today, Func<DayCounts, long> count, long? byThen)
    {
        return NewOn(yesterday) + NewOn(today);

        long NewOn(DayCounts counts) =>
            Resumed is null || counts.Day > Resumed.Day ? count(counts)
            : counts.Day == Resumed.Day ? count(counts) - byThen!.Value
            : 0;
    }

    private static PulledBrake? ReadPulled(TableEntity row) =>
        row.FindInstant("Since") is { } since
            ? new PulledBrake(
                since,
                Enum.Parse<BrakeCause>(row.GetString("Cause")),
                row.GetInt64("Count") ?? 0,
                row.GetInt64("Sent") ?? 0
            )
            : null;

    private static Resumption? ReadResumed(TableEntity row) =>
        row.GetString("ResumedOn") is { } day
            ? new Resumption(
                LocalDatePattern.Iso.Parse(day).GetValueOrThrow(),
                row.GetInt64("Complained") ?? 0,
                row.GetInt64("Bounced") ?? 0
            )
            {
                SentThatDay = row.GetInt64("SentThatDay") ?? 0,
                SentBefore = row.GetInt64("SentBefore") ?? 0,
            }
            : null;
}
