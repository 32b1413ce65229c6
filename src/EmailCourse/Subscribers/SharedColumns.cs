using System.Collections.Immutable;
using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Schedule;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Subscribers;

/// <summary>The columns that a subscriber's row and its due row share.</summary>
internal static class SharedColumns
{
    public static void Write(TableEntity row, Recipient recipient)
    {
        row["Email"] = recipient.Email.Value;
        row["FirstName"] = recipient.FirstName.Value;
        row["TimeZone"] = recipient.Schedule.Zone.Id;
        row["Hour"] = recipient.Schedule.Hour;
        row["Pace"] = recipient.Schedule.Pace.ToString();
    }

    public static void Write(TableEntity row, Progress progress)
    {
        row["Received"] = Text(progress.Received);
        row["Skipped"] = Text(progress.Skipped);
        row["PutBack"] = Text(progress.PutBack);
        // As text: a merge cannot delete a value, but it can empty one.
        row["LessonDueAt"] = progress.LessonDueAt is { } at ? InstantPattern.General.Format(at) : "";
        row["NoReminder"] = progress.NoReminder;
    }

    public static Recipient Recipient(TableEntity row, SubscriberId id) =>
        new(
            id,
            EmailAddress.Stored(row.GetString("Email")),
            FirstName.Stored(row.GetString("FirstName")),
            new DailySchedule(
                TimeZones.Stored(row.GetString("TimeZone")),
                row.GetInt32("Hour") ?? DailySchedule.DefaultHour,
                row.GetString("Pace") is { } pace ? Enum.Parse<Pace>(pace) : Pace.Daily
            )
        );

    public static Progress Progress(TableEntity row, ScheduledMail? due) =>
        new(Lessons(row.GetString("Received")), due, LessonDueAt(row.GetString("LessonDueAt")))
        {
            NoReminder = row.GetBoolean("NoReminder") ?? false,
            Skipped = Lessons(row.GetString("Skipped")),
            PutBack = Lessons(row.GetString("PutBack")),
        };

    private static Instant? LessonDueAt(string? text) =>
        string.IsNullOrEmpty(text) ? null : InstantPattern.General.Parse(text).Value;

    private static string Text(ImmutableArray<LessonSlug> lessons) => lessons.IsEmpty ? "" : string.Join(',', lessons);

    private static ImmutableArray<LessonSlug> Lessons(string? slugs) =>
        string.IsNullOrEmpty(slugs)
            ? []
            : [.. slugs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(slug => new LessonSlug(slug))];
}
