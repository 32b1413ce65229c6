using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Reports;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using NodaTime;

namespace EmailCourse.Web.Desk;

/// <summary>Creates the page that shows how the course goes.</summary>
internal sealed class OverviewPageFactory(DeskTableFactory tables)
{
    private const int ZonesDrawn = 12;

    // From where on SendGrid looks closer, and the alerts of infra/modules/alerts.bicep tell.
    private const double MostBounces = 0.04;
    private const double MostComplaints = 0.0008;

    public DeskOverviewPage Create(CountedNumbers counted, DeliveryHealth health, Instant now)
    {
        var numbers = counted.Numbers;
        return new(
            Age(now - counted.At),
            Figures(numbers),
            DayCharts(numbers.Days),
            $"{numbers.Days[0].Day:yyyy-MM-dd}",
            $"{numbers.Days[^1].Day:yyyy-MM-dd}",
            LessonCards(numbers),
            DeliveryFigures(health),
            new(
                [.. numbers.Zones.Take(ZonesDrawn).Select(zone => zone.Zone)],
                HourMap.Draw(
                    "Chosen hours from 0 to 23 for the time zones with the most people",
                    [.. numbers.Zones.Take(ZonesDrawn)]
                ),
                Math.Max(0, numbers.Zones.Count - ZonesDrawn)
            ),
            tables.Create(numbers, health)
        )
        {
            Brake = health.Brake is { } pulled ? Words(pulled) : null,
        };
    }

    private static string Words(PulledBrake brake)
    {
        var what = brake.Cause == BrakeCause.Complaints ? "were called spam" : "went to addresses that do not exist";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"All sending has stopped since {brake.Since:uuuu-MM-dd HH:mm} UTC: "
                + $"{brake.Count:N0} of the {brake.Sent:N0} emails of two days {what}."
        );
    }

    private static IReadOnlyList<DeskFigure> Figures(CourseNumbers numbers)
    {
        return
        [
            new("Take the course", Of(SubscriberState.Active)),
            new("Have paused", Of(SubscriberState.Paused)),
            new("Have completed it", Of(SubscriberState.Completed)),
            new("Are asked to confirm", Of(SubscriberState.Pending)),
            new("Stopped in the last weeks", Of(SubscriberState.Unsubscribed)),
            new("Must not be mailed", Number(numbers.States.Where(each => each.IsSuppressed).Sum(each => each.Count))),
        ];

        string Of(SubscriberState state) =>
            Number(numbers.States.Where(each => !each.IsSuppressed && each.State == $"{state}").Sum(each => each.Count));
    }

    private static IReadOnlyList<DeskChart> DayCharts(IReadOnlyList<DayNumbers> days) =>
        [
            Chart("Signed up", [.. days.Select(day => day.SignedUp)]),
            Chart("Confirmed", [.. days.Select(day => day.Confirmed)]),
            Chart("Stopped", [.. days.Select(day => day.Stopped)]),
        ];

    private static DeskChart Chart(string title, IReadOnlyList<long> values) =>
        new(
            title,
            Number(values.Sum()),
            Number(values.Max()),
            BarChart.Draw($"{title} per day in the last twelve weeks: {Number(values.Sum())} in all", values)
        );

    // Beside all who received a lesson, nobody could see those who stopped after it: pauses and stops have their own scale.
    private IReadOnlyList<DeskLesson> LessonCards(CourseNumbers numbers)
    {
        var lessons = tables.LessonsOf(numbers).ToList();
        var received = lessons.Max(each => each.Numbers.Sent);
        var lost = lessons.Max(each =>
            Math.Max(Share(each.Numbers.PausedAfter, each.Numbers.Sent), Share(each.Numbers.StoppedAfter, each.Numbers.Sent))
        );
        return [.. lessons.Select(each => Card(each.Lesson, each.Numbers, received, lost))];
    }

    private static DeskLesson Card(Lesson lesson, MailNumbers mail, long mostReceived, double mostLost)
    {
        var (paused, stopped) = (Share(mail.PausedAfter, mail.Sent), Share(mail.StoppedAfter, mail.Sent));
        return new(
            lesson.Number,
            lesson.Title,
            Number(mail.Sent),
            Number(mail.PausedAfter, paused),
            Number(mail.StoppedAfter, stopped),
            mail.Completed > 0 ? Number(mail.Completed) : null,
            Answers(mail.Answers),
            ShareChart.Draw(
                $"Received {Number(mail.Sent)}, paused after it {Number(mail.PausedAfter)}, "
                    + $"stopped after it {Number(mail.StoppedAfter)}",
                ("received", Share(mail.Sent, mostReceived)),
                ("paused", Share(paused, mostLost)),
                ("stopped", Share(stopped, mostLost))
            )
        );
    }

    private static string? Answers(AnswerNumbers answers) =>
        answers.AreEnoughToTell
            ? $"{Number(answers.Yes)} yes, {Number(answers.ALittle)} a little, {Number(answers.NotToday)} not that day"
            : null;

    private static IReadOnlyList<DeskFigure> DeliveryFigures(DeliveryHealth health)
    {
        var (week, more) = (health.Week, health.IsMore ? "+" : "");
        return
        [
            new("Due now", Number(health.Due) + more),
            new("Due for over 15 minutes", Number(health.Late) + (health.Late > 0 ? more : "")) { IsBad = health.Late > 0 },
            new("Without an answer yet", Number(health.OpenBatches)),
            Rate("Bounced, 7 days", week.Bounced, week.Sent, MostBounces),
            Rate("Called spam, 7 days", week.Complained, week.Sent, MostComplaints),
            .. health.WarmUp is { } today ? [WarmUp(today)] : Array.Empty<DeskFigure>(),
        ];
    }

    private static DeskFigure Rate(string name, long count, long sent, double most)
    {
        var share = Share(count, sent);
        return new(name, string.Create(CultureInfo.InvariantCulture, $"{share:P2}"))
        {
            Limit = string.Create(CultureInfo.InvariantCulture, $"{count:N0}; below {most:P2} is well"),
            IsBad = share > most,
        };
    }

    private static DeskFigure WarmUp(WarmUpDay today) =>
        new("Warm-up, today", Number(today.Used)) { Limit = $"of {Number(today.Ceiling)}; what is due beyond waits its turn" };

    // Whoever pauses again and again after a lesson counts each time.
    private static double Share(double part, double whole) => whole == 0 ? 0 : Math.Min(1, part / whole);

    private static string Number(long number, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} ({share:P1})");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Age(Duration age) =>
        age < Duration.FromMinutes(1) ? "less than a minute ago"
        : age < Duration.FromMinutes(2) ? "a minute ago"
        : age < Duration.FromHours(2) ? $"{(int)age.TotalMinutes} minutes ago"
        : age < Duration.FromDays(2) ? $"{(int)age.TotalHours} hours ago"
        : $"{(int)age.TotalDays} days ago";
}
