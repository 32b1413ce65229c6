using EmailCourse.Mail;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Counts the calls of one run that SendGrid did not simply accept, which are rare. Counted once more where the answer of storage
/// to a count was lost.
/// </summary>
internal sealed class CallCounter(ShardRun run, ICourseTable table, IClock clock)
{
    public async Task CountAsync(SendOutcome outcome)
    {
        if (NameOf(outcome) is not { } name)
        {
            return;
        }

        var key = CounterRow.KeyOf(clock.GetCurrentInstant(), CounterTopics.Calls);
        while (!await TryCountAsync(key, name))
        {
            run.Counters.Remove(key);
        }
    }

    private async Task<bool> TryCountAsync(string key, string name)
    {
        if (!run.Counters.TryGetValue(key, out var counter))
        {
            counter = await CounterRow.ReadAsync(table, run.Shard, key, CancellationToken.None);
            run.Counters.Add(key, counter);
        }

        var transaction = new Transaction(run.Shard);
        counter.AddTo(transaction, [name]);
        if (await transaction.CommitAsync(table, CancellationToken.None) is not CommitResult.Committed committed)
        {
            return false;
        }

        counter.Counted([name], committed);
        return true;
    }

    private static string? NameOf(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Throttled => CounterNames.Throttled,
            SendOutcome.NotReached => CounterNames.NotReached,
            SendOutcome.Unknown => CounterNames.Unknown,
            SendOutcome.Misconfigured => CounterNames.Misconfigured,
            SendOutcome.MailRefused => CounterNames.MailRefused,
            SendOutcome.TooLarge => CounterNames.TooLarge,
            SendOutcome.RecipientsRefused or SendOutcome.Refused => CounterNames.RecipientsRefused,
            _ => null,
        };
}
