using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>
/// Active subscribers with a lesson due in the same minute. They are written into the table of the running course by the engine's
/// own types: ten thousand sign-ups and confirmations over HTTP would take longer than all that is to be shown, and are shown
/// elsewhere.
/// </summary>
internal static class TenThousand
{
    // A subscriber and its due row are two of the hundred operations that one transaction may have.
    private const int InOneTransaction = TableLimits.Operations / 2;

    public static async Task<IReadOnlySet<string>> AwaitAsync(LocalRun run, string lesson, int count)
    {
        var now = await run.Sandbox.NowAsync();
        var schedule = new DailySchedule(DateTimeZone.Utc, now.InUtc().Hour);
        var people = Enumerable.Range(0, count).Select(number => Active(number, schedule, new MailKey(lesson), now)).ToList();
        await run.InTableAsync(async table =>
        {
            foreach (var some in people.GroupBy(each => each.Id.Shard).SelectMany(shard => shard.Chunk(InOneTransaction)))
            {
                await SaveAsync(table, some, TestContext.Current.CancellationToken);
            }

            return people.Count;
        });
        return people.Select(each => each.Recipient.Email.Value).ToHashSet();
    }

    private static Subscriber Active(int number, DailySchedule schedule, MailKey lesson, Instant now)
    {
        var id = SubscriberId.Parse($"{number % ShardKey.All.Count:x}{number:x31}");
        var recipient = new Recipient(id, EmailAddress.Stored($"learner-{number}@example.org"), FirstName.None, schedule);
        return new Subscriber(recipient, SubscriberState.Active, Progress.None.Awaiting(lesson, now), now)
        {
            Consent = new Consent(now, "Yes.", ""),
            ConfirmedAt = now,
        };
    }

    private static async Task SaveAsync(ICourseTable table, Subscriber[] some, CancellationToken cancellationToken)
    {
        var transaction = new Transaction(some[0].Id.Shard);
        foreach (var each in some)
        {
            transaction.Insert(SubscriberRow.Write(each)).Insert(each.DueRow!.ToRow());
        }

        Assert.IsType<CommitResult.Committed>(await transaction.CommitAsync(table, cancellationToken));
    }
}
