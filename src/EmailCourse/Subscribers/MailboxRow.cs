using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The row <c>mailbox~{id}</c> as it was read: what unsolicited mail a mailbox got, and whether it wants any. Holds nothing
/// personal.
/// </summary>
internal sealed record MailboxRow(MailboxId Id)
{
    /// <summary>The time in which no more than two mails ask one mailbox to confirm.</summary>
    public static readonly Duration Period = Duration.FromDays(30);

    // A sign-up of which the first attempt failed half-way may be tried again. Nobody is forgotten within so short a time, so
    // that a sign-up that succeeded is never taken for one that failed.
    private static readonly Duration RetryFor = Duration.FromHours(1);

    private const string Prefix = "mailbox~";

    /// <summary>Every mailbox of a shard of which something is stored.</summary>
    public static RowRange All { get; } = RowRange.StartingWith(Prefix);

    /// <summary>Who took the ration last.</summary>
    public SubscriberId? Holder { get; init; }

    /// <summary>When they took it; <see langword="null"/> if nobody has, or the mailbox was closed since.</summary>
    public Instant? TakenAt { get; init; }

    /// <summary>Whether its owner said never again.</summary>
    public bool IsClosed { get; init; }

    /// <summary>By whose mails they said so.</summary>
    public IReadOnlyList<SubscriberId> ClosedBy { get; init; } = [];

    /// <summary>Whose rows the closing may have taken: of who closed it, and of who had taken the ration.</summary>
    public IEnumerable<SubscriberId> ClosedFor => Holder is { } holder ? ClosedBy.Append(holder) : ClosedBy;

    /// <summary><see langword="default"/> if there was no row.</summary>
    public ETag Version { get; init; }

    /// <summary>Whether a sign-up of that subscriber may take the ration.</summary>
    public bool MayBeTakenBy(SubscriberId subscriber, Instant now) =>
        !IsClosed && (HasEnded(now) || (Holder == subscriber && now - TakenAt < RetryFor));

    /// <summary>
    /// Whether the ration counts no more. The second mail may come days after the sign-up, and 30 days begin anew with it: the
    /// reminder a day after a first mail that waited, or the first mail again, which waits too.
    /// </summary>
    public bool HasEnded(Instant now) =>
        TakenAt is not { } taken || now - taken > Period + MailPlan.ReminderAfter + (2 * ConfirmMailPacer.LongestQueue);

    public MailboxRow TakenBy(SubscriberId subscriber, Instant now) => this with { Holder = subscriber, TakenAt = now };

    public MailboxRow CloseBy(SubscriberId by) =>
        this with
        {
            TakenAt = null,
            IsClosed = true,
            ClosedBy = [.. ClosedBy.Append(by).Distinct()],
        };

    public static string Key(MailboxId id) => Prefix + id;

    public static MailboxRow FromRow(TableEntity row) =>
        new(MailboxId.Parse(row.RowKey[Prefix.Length..]))
        {
            Holder = row.GetString("Subscriber") is { } holder ? SubscriberId.Parse(holder) : null,
            TakenAt = row.FindInstant("TakenAt"),
            IsClosed = row.GetBoolean("Closed") ?? false,
            ClosedBy = [.. row.GetString("ClosedBy")?.Split(',').Select(SubscriberId.Parse) ?? []],
            Version = row.ETag,
        };

    public TableEntity ToRow() =>
        new(Id.Shard.ToString(), Key(Id))
        {
            ["Subscriber"] = Holder?.ToString(),
            ["TakenAt"] = TakenAt?.ToDateTimeOffset(),
            ["Closed"] = IsClosed,
            ["ClosedBy"] = IsClosed ? string.Join(',', ClosedBy) : null,
        };
}
