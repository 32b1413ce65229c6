using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Keeps a form that anybody can fill in from being turned against a mailbox: one sign-up, and so two mails that ask to
/// confirm, in 30 days, and none at all once its owner said never again. The row <c>mailbox~{id}</c> holds nothing personal.
/// </summary>
internal sealed class MailboxRation(ICourseTable table, IClock clock)
{
    /// <summary>The time in which no more than two mails ask one mailbox to confirm.</summary>
    public static readonly Duration Period = Duration.FromDays(30);

    // A sign-up of which the first attempt failed half-way may be tried again. Nobody is forgotten within so short a time, so
    // that a sign-up that succeeded is never taken for one that failed.
    private static readonly Duration RetryFor = Duration.FromHours(1);

    private const string Prefix = "mailbox~";

    private static readonly RowRange All = RowRange.StartingWith(Prefix);

    /// <summary>Takes the ration of a mailbox for a sign-up, before anything else of it is written.</summary>
    /// <returns>Whether the mailbox may be written to.</returns>
    public async Task<bool> TryTakeAsync(MailboxId mailbox, SubscriberId subscriber)
    {
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var row = await FindAsync(mailbox);
            if (row is not null && !MayTake(row, subscriber, now))
            {
                return false;
            }

            var taken = new TableEntity(mailbox.Shard.ToString(), Key(mailbox))
            {
                ["Subscriber"] = subscriber.ToString(),
                ["TakenAt"] = now.ToDateTimeOffset(),
            };
            if (await CommitAsync(row, taken))
            {
                return true;
            }
        }
    }

    /// <summary>Gives back what a sign-up took that has turned out to be wanted.</summary>
    public async Task ReturnAsync(MailboxId mailbox, SubscriberId subscriber)
    {
        if (await FindAsync(mailbox) is { } row && !IsClosed(row) && row.GetString("Subscriber") == subscriber.ToString())
        {
            // Somebody else's change meanwhile is newer than the sign-up, and stays.
            await new Transaction(mailbox.Shard).Delete(row.RowKey, row.ETag).CommitAsync(table, CancellationToken.None);
        }
    }

    /// <summary>Closes a mailbox to unsolicited mail for ever.</summary>
    /// <param name="by">Whose mail the wish came by.</param>
    /// <returns>The subscriber who had taken the ration, if there is one: a mail to them may still be due.</returns>
    public async Task<SubscriberId?> CloseAsync(MailboxId mailbox, SubscriberId by)
    {
        while (true)
        {
            var row = await FindAsync(mailbox);
            var holder = HolderOf(row);
            var closed = new TableEntity(mailbox.Shard.ToString(), Key(mailbox))
            {
                ["Closed"] = true,
                ["Subscriber"] = holder?.ToString(),
                ["ClosedBy"] = string.Join(',', ClosedBy(row).Append(by).Distinct()),
            };
            if (await CommitAsync(row, closed))
            {
                return holder;
            }
        }
    }

    /// <summary>Finds whose rows the closing of a mailbox may have taken: who closed it, and who had taken the ration.</summary>
    public async Task<IReadOnlyList<SubscriberId>> FindClosedAsync(MailboxId mailbox)
    {
        var row = await FindAsync(mailbox);
        return HolderOf(row) is { } holder ? [.. ClosedBy(row), holder] : [.. ClosedBy(row)];
    }

    /// <summary>Opens a mailbox again that was closed.</summary>
    public async Task OpenAsync(MailboxId mailbox)
    {
        while (await FindAsync(mailbox) is { } row && IsClosed(row))
        {
            await new Transaction(mailbox.Shard).Delete(row.RowKey, row.ETag).CommitAsync(table, CancellationToken.None);
        }
    }

    /// <summary>Deletes the rations that were taken so long ago that they count no more. What is closed stays.</summary>
    public async Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await foreach (var page in table.PagesAsync(shard, All, TableLimits.PageRows, cancellationToken))
        {
            foreach (var row in page.Where(row => !IsClosed(row) && HasEnded(row, now)))
            {
                // A sign-up meanwhile has taken it anew, and it stays.
                await new Transaction(shard).Delete(row.RowKey, row.ETag).CommitAsync(table, cancellationToken);
            }
        }
    }

    public async Task<bool> IsClosedAsync(MailboxId mailbox) => await FindAsync(mailbox) is { } row && IsClosed(row);

    private async Task<bool> CommitAsync(TableEntity? before, TableEntity after)
    {
        var transaction = new Transaction(ShardKey.Parse(after.PartitionKey)).Save(after, before?.ETag ?? default);
        return await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed;
    }

    private static string Key(MailboxId mailbox) => Prefix + mailbox;

    private static SubscriberId? HolderOf(TableEntity? row) =>
        row?.GetString("Subscriber") is { } holder ? SubscriberId.Parse(holder) : null;

    private static IEnumerable<SubscriberId> ClosedBy(TableEntity? row) =>
        row?.GetString("ClosedBy")?.Split(',').Select(SubscriberId.Parse) ?? [];

    private static bool IsClosed(TableEntity row) => row.GetBoolean("Closed") ?? false;

    private static bool MayTake(TableEntity row, SubscriberId subscriber, Instant now) =>
        !IsClosed(row)
        && (
            HasEnded(row, now)
            || (now - row.GetInstant("TakenAt") < RetryFor && row.GetString("Subscriber") == subscriber.ToString())
        );

    // The second mail may come days after the sign-up, and 30 days begin anew with it: the reminder a day after a first mail that
    // waited, or the first mail again, which waits too.
    private static bool HasEnded(TableEntity row, Instant now) =>
        now - row.GetInstant("TakenAt") > Period + MailPlan.ReminderAfter + (2 * ConfirmMailPacer.LongestQueue);

    private Task<TableEntity?> FindAsync(MailboxId mailbox) =>
        table.FindAsync(mailbox.Shard, Key(mailbox), CancellationToken.None);
}
