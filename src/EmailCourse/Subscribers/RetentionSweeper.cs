using Azure.Data.Tables;
using EmailCourse.Answers;
using EmailCourse.Audit;
using EmailCourse.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Deletes what is stored of subscribers whose course has been over for long enough, where old links led to, the rations of
/// mailboxes that count no more, the marks of mails that can be answered no more, what was done at the desk long ago, and used
/// links to it. Nothing remains of any. What a failure leaves, the next sweep deletes.
/// </summary>
internal sealed class RetentionSweeper(
    ICourseTable table,
    SubscriberStore subscribers,
    MailboxRation ration,
    AnswerStore answers,
    AuditLog audit,
    SpentTokenStore spent,
    MailPlan plan,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    // No more, so that a stranger who asks for it again and again keeps nobody's data.
    private static readonly Duration Grace = Duration.FromDays(7);

    private readonly Duration _stoppedFor = Duration.FromDays(options.Value.Retention.StoppedDays);
    private readonly Duration _completedFor = Duration.FromDays(options.Value.Retention.CompletedDays);

    public async Task SweepAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await foreach (var subscriber in table.SubscribersAsync(shard, cancellationToken))
        {
            if (IsOver(subscriber, now))
            {
                await subscribers.UpdateAsync(subscriber.Id, current => Decide(current, now), cancellationToken);
            }
        }

        await foreach (var page in table.PagesAsync(shard, Forwarding.All, TableLimits.PageRows, cancellationToken))
        {
            foreach (var row in page)
            {
                await ForgetAsync(row, cancellationToken);
            }
        }

        await ration.ForgetAsync(shard, cancellationToken);
        await answers.ForgetAsync(shard, cancellationToken);
        await audit.ForgetAsync(shard, cancellationToken);
        await spent.ForgetAsync(shard, cancellationToken);
    }

    // Old links lead nowhere once there is no course where they led.
    private async Task ForgetAsync(TableEntity forwarding, CancellationToken cancellationToken)
    {
        if (!await LeadsToCourseAsync(Forwarding.IdOf(forwarding), cancellationToken))
        {
            var transaction = new Transaction(ShardKey.Parse(forwarding.PartitionKey));
            await transaction.Delete(forwarding.RowKey, forwarding.ETag).CommitAsync(table, cancellationToken);
        }
    }

    private async Task<bool> LeadsToCourseAsync(SubscriberId from, CancellationToken cancellationToken)
    {
        for (var visited = new HashSet<SubscriberId>(); visited.Add(from); )
        {
            if (await subscribers.FindForwardingAsync(from, cancellationToken) is not { } forwarding)
            {
                return false;
            }

            if ((await subscribers.FindAsync(forwarding.To, cancellationToken))?.MovedFrom == from)
            {
                return true;
            }

            from = forwarding.To;
        }

        return false;
    }

    private SubscriberChange? Decide(Subscriber? current, Instant now) =>
        current is not null && IsOver(current, now)
            ? new SubscriberChange(After: null) { Counts = [CounterNames.Forgotten] }
            : null;

    private bool IsOver(Subscriber subscriber, Instant now) =>
        subscriber.State switch
        {
            SubscriberState.Unsubscribed => (subscriber.Stop?.At ?? CompletedAt(subscriber)) + _stoppedFor <= now,
            SubscriberState.Completed => subscriber.Progress.Due is null
                && !plan.HasLessonFor(subscriber.Progress)
                && CompletedAt(subscriber) + _completedFor <= now
                // The way to their page was on its way to them a moment ago.
                && !(subscriber.LastSignUpMailAt + Grace > now),
            _ => false,
        };

    // Of a row from before there was the column, what is known instead.
    private static Instant CompletedAt(Subscriber subscriber)
    {
        var at = subscriber.CompletedAt ?? subscriber.LastLessonAt ?? subscriber.ConfirmedAt ?? subscriber.SignedUpAt;
        return subscriber.LastRepeatAt > at ? subscriber.LastRepeatAt.Value : at;
    }
}
