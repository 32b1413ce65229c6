using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Reports;

/// <summary>Counts everything: one reading of all counters, and one of all subscribers, which keeps none of them.</summary>
internal sealed class CourseNumbersReader(ICourseTable table, CounterReader counters, IClock clock)
{
    /// <summary>Of how many days the numbers tell one by one: twelve weeks.</summary>
    public const int Days = 84;

    public async Task<CourseNumbers> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await counters.ReadAllAsync(cancellationToken);
        var tallies = await Task.WhenAll(ShardKey.All.Select(shard => SubscriberTally.OfAsync(table, shard, cancellationToken)));
        var tally = tallies.Aggregate((sum, next) => sum.Add(next));
        var today = clock.GetCurrentInstant().InUtc().Date;
        var recent = rows.Where(row => row.Day > today.PlusDays(-Days)).ToList();
        return new(
            WithAnswersToTell(CourseReportReader.Add(rows), rows, today),
            DaysOf(recent, today),
            tally.States(),
            NamesOf(recent, CounterTopics.Calls),
            NamesOf(recent, CounterTopics.RefusedForms),
            tally.Zones()
        );
    }

    // Whoever looks today and tomorrow must not see what one reader answered meanwhile: a month is told when it is over.
    private static CourseReport WithAnswersToTell(CourseReport report, IEnumerable<CounterTotals> rows, LocalDate today)
    {
        var months = rows.Where(row => row.Day.With(DateAdjusters.StartOfMonth) < today.With(DateAdjusters.StartOfMonth))
            .ToLookup(row => row.Topic);
        return report with { Mails = [.. report.Mails.Select(mail => mail with { Answers = AnswersToTell(months[mail.Mail]) })] };
    }

    private static AnswerNumbers AnswersToTell(IEnumerable<CounterTotals> rows) =>
        rows.GroupBy(row => row.Day.ToYearMonth())
            .Select(CourseReportReader.AnswersOf)
            .Where(month => month.AreEnoughToTell)
            .Aggregate(new AnswerNumbers(0, 0, 0), (sum, month) => sum.Add(month));

    private static IReadOnlyList<DayNumbers> DaysOf(IEnumerable<CounterTotals> rows, LocalDate today)
    {
        var byDay = rows.ToLookup(row => row.Day);
        return [.. Enumerable.Range(1 - Days, Days).Select(today.PlusDays).Select(day => Of(day, byDay[day]))];
    }

    private static IReadOnlyList<NamedNumber> NamesOf(IEnumerable<CounterTotals> rows, string topic) =>
        [
            .. rows.Where(row => row.Topic == topic)
                .SelectMany(row => row.Counts)
                .GroupBy(count => count.Key, count => count.Value)
                .Select(name => new NamedNumber(name.Key, name.Sum()))
                .OrderByDescending(name => name.Count)
                .ThenBy(name => name.Name, StringComparer.Ordinal),
        ];

    private static DayNumbers Of(LocalDate day, IEnumerable<CounterTotals> rows)
    {
        var people = rows.Where(row => row.Topic == SubscriberChange.People).ToList();
        return new(
            day.ToDateOnly(),
            people.Sum(CounterNames.SignedUp),
            people.Sum(CounterNames.Confirmed),
            // A stop may be taken back after midnight.
            Math.Max(0, people.Sum(CounterNames.Unsubscribed) - people.Sum(CounterNames.StopTakenBack)),
            rows.Sum(CounterNames.Sent),
            people.Sum(CounterNames.Bounced),
            people.Sum(CounterNames.Complained)
        );
    }
}
