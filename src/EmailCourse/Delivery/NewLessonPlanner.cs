using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Plans lessons that the author added for subscribers who had completed the course, unless they received a final lesson, which
/// promises that nothing follows: the first is due at their next hour. The row
/// <c>lessons</c> of a shard holds a fingerprint of the course that its subscribers were last compared with.
/// </summary>
internal sealed class NewLessonPlanner(ICourseTable table, SubscriberStore subscribers, MailPlan plan, IClock clock)
{
    public const string RowKey = "lessons";

    private const string Column = "Course";

    // A process with another course may have written the row meanwhile, while a new version is deployed.
    private static readonly Duration KnownFor = Duration.FromHours(1);

    // The course that each shard was last seen compared with: its row need not be read again by every tick.
    private readonly ConcurrentDictionary<ShardKey, (string Course, Instant SeenAt)> _known = [];

    /// <summary>
    /// Compares the subscribers of a shard with today's course, once per course. What a crash leaves, the next tick does.
    /// </summary>
    public async Task PlanAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var course = Fingerprint(plan);
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(shard, out var known) && known.Course == course && now - known.SeenAt < KnownFor)
        {
            return;
        }

        if (!IsOf(await table.FindAsync(shard, RowKey, cancellationToken), course))
        {
            await CompareAsync(shard, course, cancellationToken);
        }

        _known[shard] = (course, now);
    }

    /// <summary>Whether the row <c>lessons</c> belongs to the course with this fingerprint.</summary>
    internal static bool IsOf(TableEntity? row, string course) => row?.GetString(Column) == course;

    /// <summary>A text of fixed length, whatever the course's. A promise that is taken back changes it too.</summary>
    internal static string Fingerprint(MailPlan plan) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', plan.Final is { } final ? [.. plan.Lessons, final] : plan.Lessons))
            )
        );

    private async Task CompareAsync(ShardKey shard, string course, CancellationToken cancellationToken)
    {
        await foreach (var subscriber in table.SubscribersAsync(shard, cancellationToken))
        {
            if (HasMore(subscriber))
            {
                await subscribers.UpdateAsync(
                    subscriber.Id,
                    current => Decide(current, clock.GetCurrentInstant()),
                    cancellationToken
                );
            }
        }

        var row = new TableEntity(shard.ToString(), RowKey) { [Column] = course };
        await new Transaction(shard).Put(row).CommitAsync(table, cancellationToken);
    }

    private bool HasMore(Subscriber subscriber) =>
        subscriber.State == SubscriberState.Completed && plan.HasLessonFor(subscriber.Progress);

    private SubscriberChange? Decide(Subscriber? current, Instant now)
    {
        if (current is null || !HasMore(current))
        {
            return null;
        }

        return new SubscriberChange(
            current with
            {
                State = SubscriberState.Active,
                Progress = plan.Replan(current.Progress, current.NextHour(now)),
            }
        );
    }
}
