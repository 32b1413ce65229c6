using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Reports;

/// <summary>Adds up the counters of all shards and days.</summary>
internal sealed class CourseReportReader(CounterReader counters)
{
    public async Task<CourseReport> ReadAsync(CancellationToken cancellationToken) =>
        Add(await counters.ReadAllAsync(cancellationToken));

    public static CourseReport Add(IEnumerable<CounterTotals> counters)
    {
        var topics = counters.ToLookup(each => each.Topic);
        return new CourseReport(
            [
                .. topics
                    .Where(topic =>
                        topic.Key is not (SubscriberChange.People or CounterTopics.Calls or CounterTopics.RefusedForms)
                    )
                    .OrderBy(topic => topic.Key, StringComparer.Ordinal)
                    .Select(Mail),
            ],
            People(topics[SubscriberChange.People])
        );
    }

    private static MailNumbers Mail(IGrouping<string, CounterTotals> mail) =>
        new(
            mail.Key,
            mail.Sum(CounterNames.Sent),
            mail.Sum(CounterNames.SentAgain),
            mail.Sum(CounterNames.Late),
            mail.Sum(CounterNames.Completed)
        )
        {
            PausedAfter = mail.Sum(CounterNames.PausedAfter),
            StoppedAfter = mail.Sum(CounterNames.StoppedAfter) - mail.Sum(CounterNames.StopTakenBack),
            Answers = AnswersOf(mail),
        };

    public static AnswerNumbers AnswersOf(IEnumerable<CounterTotals> mail) =>
        new(mail.Sum(CounterNames.AnsweredYes), mail.Sum(CounterNames.AnsweredALittle), mail.Sum(CounterNames.AnsweredNotToday));

    private static PeopleNumbers People(IEnumerable<CounterTotals> people) =>
        new(
            people.Sum(CounterNames.SignedUp),
            people.Sum(CounterNames.Confirmed),
            people.Sum(CounterNames.Imported),
            people.Sum(CounterNames.Unsubscribed),
            people.Sum(CounterNames.Suppressed),
            people.Sum(CounterNames.Expired),
            people.Sum(CounterNames.Forgotten)
        );
}
