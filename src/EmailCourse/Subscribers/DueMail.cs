using Azure;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>A due row: everything a send and the planning after it need, without another read. A projection of the subscriber, changed
/// only together with it.</summary>
internal sealed record DueMail(Recipient Recipient, Progress Progress)
{
    public ETag Version { get; init; }

    /// <summary>When the row was read: it was so then at the earliest.</summary>
    public Instant SeenAt { get; init; }

    public DueTime Due => Progress.Due!.Value;

    public SubscriberId Id => Recipient.Id;

    public string RowKey => Due.RowKey(Id);

    /// <summary>Whether this lesson must wait for the learner's next hour; other mails are welcome whenever they come.</summary>
    public bool IsTooLate(Instant now) => Due.Mail.IsLesson && Lateness.IsTooLate(Due.At, now);

    /// <summary>Until when a mail's button may be pressed; none for mails without one. A sign-up waits seven days in all.</summary>
    public Instant? ConfirmBefore => Due.Mail == MailKey.Confirm ? Due.At + MailPlan.PendingFor
        : Due.Mail == MailKey.Reminder ? Due.At + MailPlan.PendingFor - MailPlan.ReminderAfter
        : null;

    public static DueMail FromRow(TableEntity row, Instant seenAt)
    {
        var (due, id) = DueTime.FromRowKey(row.RowKey);
        return new DueMail(LearnerFields.Recipient(row, id), LearnerFields.Progress(row, due)) { Version = row.ETag, SeenAt = seenAt };
    }

    public TableEntity ToRow()
    {
        var row = new TableEntity(Id.Shard.ToString(), RowKey);
        LearnerFields.Write(row, Recipient);
        LearnerFields.Write(row, Progress);
        return row;
    }
}
