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
        return new(CourseReportReader.Add(rows), DaysOf(rows), tally.States(), tally.Zones());
    }

    private IReadOnlyList<DayNumbers> DaysOf(IEnumerable<CounterTotals> rows)
    {
        var byDay = rows.ToLookup(row => row.Day);
        var today = clock.GetCurrentInstant().InUtc().Date;
        return [.. Enumerable.Range(1 - Days, Days).Select(today.PlusDays).Select(day => Of(day, byDay[day]))];
    }

    private static DayNumbers Of(LocalDate day, IEnumerable<CounterTotals> rows) =>
        new(
            day.ToDateOnly(),
            rows.Sum(CounterNames.SignedUp),
            rows.Sum(CounterNames.Confirmed),
            rows.Sum(CounterNames.Unsubscribed),
            rows.Sum(CounterNames.Sent)
        );
}
