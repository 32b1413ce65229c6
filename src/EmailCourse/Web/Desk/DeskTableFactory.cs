using EmailCourse.Course;
using EmailCourse.Reports;
using NodaTime;
using static EmailCourse.Web.Desk.DeskTable;

namespace EmailCourse.Web.Desk;

/// <summary>All tables of the desk.</summary>
internal sealed record DeskTables(
    DeskTable States,
    DeskTable Days,
    DeskTable Lessons,
    DeskTable Emails,
    DeskTable Delivery,
    DeskTable Calls,
    DeskTable Forms,
    DeskTable Hours
)
{
    public DeskTable? Find(string? file) =>
        new[] { States, Days, Lessons, Emails, Delivery, Calls, Forms, Hours }.SingleOrDefault(table =>
            $"{table.Name}.csv" == file
        );
}

/// <summary>Puts the numbers of the course into tables.</summary>
internal sealed class DeskTableFactory(CourseContent course)
{
    public DeskTables Create(CourseNumbers numbers, DeliveryHealth health) =>
        new(
            States(numbers),
            Days(numbers),
            Lessons(numbers),
            Mails(numbers),
            Delivery(health),
            Calls(numbers),
            Forms(numbers),
            Zones(numbers)
        );

    /// <summary>The numbers of each lesson of today's course, in order.</summary>
    public IEnumerable<(Lesson Lesson, MailNumbers Numbers)> LessonsOf(CourseNumbers numbers)
    {
        var byMail = numbers.Report.Mails.ToDictionary(mail => mail.Mail);
        return course.Lessons.Select(lesson =>
            (lesson, byMail.GetValueOrDefault(lesson.Slug.Value) ?? new MailNumbers(lesson.Slug.Value, 0, 0, 0, 0))
        );
    }

    private static DeskTable States(CourseNumbers numbers) =>
        new(
            "states",
            "People by state",
            ["State", "People"],
            [.. numbers.States.Select(state => Row(state.IsSuppressed ? $"Suppressed: {state.State}" : state.State, state.Count))]
        );

    private static DeskTable Days(CourseNumbers numbers) =>
        new(
            "days",
            "Twelve weeks, day by day (UTC)",
            ["Day", "Signed up", "Confirmed", "Stopped", "Emails sent", "Bounced", "Called spam"],
            [.. numbers.Days.Select(Row)]
        );

    private static IReadOnlyList<string> Row(DayNumbers day) =>
        Row($"{day.Day:yyyy-MM-dd}", day.SignedUp, day.Confirmed, day.Stopped, day.Sent, day.Bounced, day.Complained);

    private DeskTable Lessons(CourseNumbers numbers) =>
        new(
            "lessons",
            "Lesson by lesson",
            [
                "Lesson",
                "Received",
                "Paused after",
                "Stopped after",
                "Completed",
                "Came late",
                "Useful",
                "A little useful",
                "Not that day",
            ],
            [
                .. LessonsOf(numbers)
                    .Select(each =>
                        (IReadOnlyList<string>)
                            [
                                .. Row(
                                    $"{each.Lesson.Number}. {each.Lesson.Title}",
                                    each.Numbers.Sent,
                                    each.Numbers.PausedAfter,
                                    each.Numbers.StoppedAfter,
                                    each.Numbers.Completed,
                                    each.Numbers.Late
                                ),
                                .. AnswersOf(each.Numbers.Answers),
                            ]
                    ),
            ]
        );

    private static IEnumerable<string> AnswersOf(AnswerNumbers answers) =>
        answers.AreEnoughToTell
            ? [Number(answers.Yes), Number(answers.ALittle), Number(answers.NotToday)]
            : Enumerable.Repeat("–", 3);

    private static DeskTable Mails(CourseNumbers numbers) =>
        new(
            "emails",
            "Every email",
            ["Email", "Sent", "Sent again after a lost answer", "Came late"],
            [.. numbers.Report.Mails.Select(mail => Row(mail.Mail, mail.Sent, mail.SentAgain, mail.Late))]
        );

    private static DeskTable Delivery(DeliveryHealth health) =>
        new(
            "delivery",
            "Delivery",
            ["What", "How it stands"],
            [
                ["Last round of the timer", At(health.TickedAt)],
                ["Emails due now", Number(health.Due) + (health.IsMore ? " or more" : "")],
                ["Of these for more than 15 minutes", Number(health.Late) + (health.IsMore && health.Late > 0 ? " or more" : "")],
                ["Sent in 7 days", Number(health.Week.Sent)],
                ["Of these bounced for good", Number(health.Week.Bounced)],
                ["Of these called spam", Number(health.Week.Complained)],
                ["The oldest is due since", At(health.OldestDueAt)],
                ["Calls without a known answer", Number(health.OpenBatches)],
                ["All sending stopped since", At(health.Brake?.Since)],
                ["Today's ceiling of the warm-up", health.WarmUp is { } today ? Number(today.Ceiling) : "–"],
                ["Of it used", health.WarmUp is { } day ? Number(day.Used) : "–"],
            ]
        );

    private static DeskTable Calls(CourseNumbers numbers) =>
        new(
            "calls",
            "What SendGrid answered instead of yes, in twelve weeks",
            ["Answer", "Calls"],
            [.. numbers.Calls.Select(call => Row(InWords(call.Name), call.Count))]
        );

    private static DeskTable Forms(CourseNumbers numbers) =>
        new(
            "refused-forms",
            "Forms that were not taken, in twelve weeks",
            ["Reason", "Forms"],
            [.. numbers.RefusedForms.Select(form => Row(InWords(form.Name), form.Count))]
        );

    private static DeskTable Zones(CourseNumbers numbers) =>
        new(
            "hours",
            "Chosen hours by time zone",
            ["Time zone", .. Enumerable.Range(0, 24).Select(hour => $"{hour:00}")],
            [.. numbers.Zones.Select(zone => Row(zone.Zone, [.. zone.Hours]))]
        );

    // TooMany is read as "Too many".
    private static string InWords(string name) =>
        string.Concat(
            name.Select(
                (letter, place) => place > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()
            )
        );

    private static string At(Instant? at) => at is { } then ? $"{then:uuuu-MM-dd HH:mm} UTC" : "–";

    private static IReadOnlyList<string> Row(string name, params IEnumerable<long> numbers) => [name, .. numbers.Select(Number)];
}
