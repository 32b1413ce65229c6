using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Deletes what is stored of subscribers whose course has been over for long enough, and the rations of mailboxes that count no
/// more. Nothing remains of either. What a failure leaves, the next sweep deletes.
/// </summary>
internal sealed class RetentionSweeper(
    ICourseTable table,
    SubscriberStore subscribers,
    MailboxRation ration,
    MailPlan plan,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    private const int PageSize = 1000;

    private readonly Duration _stoppedFor = Duration.FromDays(options.Value.Retention.StoppedDays);
    private readonly Duration _completedFor = Duration.FromDays(options.Value.Retention.CompletedDays);

    public async Task SweepAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await foreach (var page in table.PagesAsync(shard, SubscriberRow.All, PageSize, cancellationToken))
        {
            foreach (var subscriber in page.Select(SubscriberRow.Read).Where(each => IsOver(each, now)))
            {
                await subscribers.UpdateAsync(subscriber.Id, current => Decide(current, now), cancellationToken);
            }
        }

        await ration.ForgetAsync(shard, cancellationToken);
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is not null && IsOver(current, now)
            ? new SubscriberChange(After: null) { Counts = [CounterNames.Forgotten] }
            : null;

    private bool IsOver(Subscriber subscriber, Instant now) =>
        subscriber.State switch
        {
            SubscriberState.Unsubscribed => LastActAt(subscriber) + _stoppedFor <= now,
            SubscriberState.Completed => subscriber.Progress.Due is null
                && !plan.HasLessonFor(subscriber.Progress)
                && LastActAt(subscriber) + _completedFor <= now,
            _ => false,
        };

    // Of somebody who skipped every lesson, or whose stop was noted before there was a column for it, what is known instead.
    private static Instant LastActAt(Subscriber subscriber) =>
        subscriber.Stop?.At
        ?? Latest(subscriber.LastLessonAt, subscriber.LastRepeatAt)
        ?? subscriber.ConfirmedAt
        ?? subscriber.SignedUpAt;

    private static Instant? Latest(Instant? one, Instant? other) => one is null || other > one ? other : one;
}
