using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The row <c>due~{time}~{mail}~{id}</c>: what sending a mail and planning the next one need, without another read. It repeats
/// the subscriber, and changes only together with it.
/// </summary>
internal sealed record DueRow(Recipient Recipient, Progress Progress)
{
    // Both make the key, which with a copy would not follow.
    public Recipient Recipient { get; } = Recipient;

    public Progress Progress { get; } = Progress;

    public ETag Version { get; init; }

    public Reading Reading { get; init; }

    public ScheduledMail Due => Progress.Due!.Value;

    public MailKey Mail => Due.Mail;

    public SubscriberId Id => Recipient.Id;

    public string RowKey { get; } = Progress.Due!.Value.RowKey(Recipient.Id);

    /// <summary>Whether this lesson must wait for the subscriber's next hour. Other mails are never too late.</summary>
    public bool IsTooLate(Instant now) => Due.Mail.IsLesson && Lateness.IsTooLate(Due.At, now);

    /// <summary>
    /// When the confirm link of this mail expires if it leaves now; <see langword="null"/> for mails without one.
    /// </summary>
    public Instant? ConfirmBefore(Instant now) =>
        Due.Mail == MailKey.Confirm || Due.Mail == MailKey.Reminder ? MailPlan.ConfirmBefore(Due, now) : null;

    /// <summary>
    /// When the link to move to this address expires if it leaves now; <see langword="null"/> for mails without one.
    /// </summary>
    public Instant? ConfirmAddressBefore(Instant now) =>
        Due.Mail == MailKey.ConfirmAddress ? MailPlan.ConfirmBefore(Due, now) : null;

    public static DueRow FromRow(TableEntity row, Reading reading)
    {
        var (due, id) = ScheduledMail.FromRowKey(row.RowKey);
        return new DueRow(SharedColumns.Recipient(row, id), SharedColumns.Progress(row, due))
        {
            Version = row.ETag,
            Reading = reading,
        };
    }

    public TableEntity ToRow()
    {
        var row = new TableEntity(Id.Shard.ToString(), RowKey);
        SharedColumns.Write(row, Recipient);
        SharedColumns.Write(row, Progress);
        return row;
    }
}

/// <summary>When a row was read.</summary>
/// <param name="Began">Everything that changed before is in it.</param>
/// <param name="Ended">When the answer of storage was there.</param>
internal readonly record struct Reading(Instant Began, Instant Ended)
{
    public Duration Duration => Ended - Began;
}
