using EmailCourse.Schedule;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Bench.Stand;

/// <summary>Makes subscribers in the middle of the course, each with a lesson due at the same minute.</summary>
internal static class Learners
{
    private const int PerTransaction = TableLimits.Operations / 2;

    private static readonly DailySchedule Schedule = new(TimeZones.Find("Europe/Berlin")!, DailySchedule.DefaultHour);

    /// <summary>Writes the rows of so many subscribers.</summary>
    /// <param name="lessons">How many different lessons are due: 1, or one more than there are lessons to have received.</param>
    public static async Task AddAsync(BenchEngine engine, ICourseTable table, int count, int lessons, Instant dueAt)
    {
        var plan = engine.Get<MailPlan>();
        var ids = engine.Get<SubscriberIdFactory>();
        var pending = ShardKey.All.ToDictionary(shard => shard, _ => new List<Subscriber>());
        for (var number = 0; number < count; number++)
        {
            var learner = ActiveSubscriber.Create(ids, plan, number, received: number % lessons, Schedule, dueAt);
            var shard = pending[learner.Id.Shard];
            shard.Add(learner);
            if (shard.Count == PerTransaction)
            {
                await WriteAsync(table, shard);
            }
        }

        foreach (var shard in pending.Values.Where(shard => shard.Count > 0))
        {
            await WriteAsync(table, shard);
        }
    }

    private static async Task WriteAsync(ICourseTable table, List<Subscriber> learners)
    {
        var transaction = new Transaction(learners[0].Id.Shard);
        foreach (var learner in learners)
        {
            transaction.Insert(SubscriberRow.Write(learner)).Insert(learner.DueRow!.ToRow());
        }

        await transaction.CommitAsync(table, CancellationToken.None);
        learners.Clear();
    }
}
