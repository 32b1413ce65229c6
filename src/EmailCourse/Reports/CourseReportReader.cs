using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Reports;

/// <summary>Adds up the counters of all shards and days.</summary>
internal sealed class CourseReportReader(ICourseTable table)
{
    public async Task<CourseReport> ReadAsync(CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ShardKey.All.Select(shard => ReadAsync(shard, cancellationToken)));
        var topics = shards.SelectMany(each => each).ToLookup(each => each.Topic);
        return new CourseReport(
            [
                .. topics
                    .Where(topic => topic.Key is not (SubscriberChange.People or CounterTopics.Calls))
                    .OrderBy(topic => topic.Key, StringComparer.Ordinal)
                    .Select(Mail),
            ],
            People(topics[SubscriberChange.People])
        );
    }

    private async Task<List<CounterTotals>> ReadAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var found = new List<CounterTotals>();
        await foreach (var page in table.PagesAsync(shard, CounterTotals.All, TableLimits.PageRows, cancellationToken))
        {
            found.AddRange(page.Select(CounterTotals.FromRow));
        }

        return found;
    }

    private static MailNumbers Mail(IGrouping<string, CounterTotals> mail) =>
        new(
            mail.Key,
            Sum(mail, CounterNames.Sent),
            Sum(mail, CounterNames.SentAgain),
            Sum(mail, CounterNames.Late),
            Sum(mail, CounterNames.Completed)
        );

    private static PeopleNumbers People(IEnumerable<CounterTotals> people) =>
        new(
            Sum(people, CounterNames.SignedUp),
            Sum(people, CounterNames.Confirmed),
            Sum(people, CounterNames.Imported),
            Sum(people, CounterNames.Unsubscribed),
            Sum(people, CounterNames.Suppressed),
            Sum(people, CounterNames.Expired),
            Sum(people, CounterNames.Forgotten)
        );

    private static long Sum(IEnumerable<CounterTotals> rows, string counter) =>
        rows.Sum(row => row.Counts.GetValueOrDefault(counter));
}
