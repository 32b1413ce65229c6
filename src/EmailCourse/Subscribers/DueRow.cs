using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A due row: everything a send and the planning after it need, without another read. A projection of the subscriber, changed
/// only together with it.</summary>
internal sealed record DueRow(Recipient Recipient, Progress Progress)
{
    public ETag Version { get; init; }

    /// <summary>When the row was read: it was so then at the earliest.</summary>
    public Instant ReadAt { get; init; }

    public ScheduledMail Due => Progress.Due!.Value;

    public MailKey Mail => Due.Mail;

    public SubscriberId Id => Recipient.Id;

    public string RowKey => Due.RowKey(Id);

    /// <summary>Whether this lesson must wait for the learner's next hour; other mails are welcome whenever they come.</summary>
    public bool IsTooLate(Instant now) => Due.Mail.IsLesson && Lateness.IsTooLate(Due.At, now);

    /// <summary>Until when a mail's button may be pressed; none for mails without one. A sign-up waits seven days in all.</summary>
    public Instant? ConfirmBefore =>
        Due.Mail == MailKey.Confirm ? Due.At + MailPlan.PendingFor
        : Due.Mail == MailKey.Reminder ? Due.At + MailPlan.PendingFor - MailPlan.ReminderAfter
        : null;

    public static DueRow FromRow(TableEntity row, Instant seenAt)
    {
        var (due, id) = ScheduledMail.FromRowKey(row.RowKey);
        return new DueRow(SharedColumns.Recipient(row, id), SharedColumns.Progress(row, due))
        {
            Version = row.ETag,
            ReadAt = seenAt,
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
