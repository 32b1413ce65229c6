using EmailCourse.Storage;
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
            CourseReportReader.Add(rows),
            DaysOf(recent, today),
            tally.States(),
            NamesOf(recent, CounterTopics.Calls),
            NamesOf(recent, CounterTopics.RefusedForms),
            tally.Zones()
        );
    }

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

    private static DayNumbers Of(LocalDate day, IEnumerable<CounterTotals> rows) =>
        new(
            day.ToDateOnly(),
            rows.Sum(CounterNames.SignedUp),
            rows.Sum(CounterNames.Confirmed),
            rows.Sum(CounterNames.Unsubscribed),
            rows.Sum(CounterNames.Sent),
            rows.Sum(CounterNames.Bounced),
            rows.Sum(CounterNames.Complained)
        );
}
