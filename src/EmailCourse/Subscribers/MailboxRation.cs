using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Keeps a form that anybody can fill in from being turned against a mailbox: one sign-up, and so two mails that ask to
/// confirm, in 30 days, and none at all once its owner said never again.
/// </summary>
internal sealed class MailboxRation(ICourseTable table, IClock clock)
{
    /// <summary>Reads what is stored of a mailbox.</summary>
    public async Task<MailboxRow> ReadAsync(MailboxId id) =>
        await table.FindAsync(id.Shard, MailboxRow.Key(id), CancellationToken.None) is { } row
            ? MailboxRow.FromRow(row)
            : new MailboxRow(id);

    public async Task<bool> IsClosedAsync(MailboxId id) => (await ReadAsync(id)).IsClosed;

    /// <summary>Takes the ration of a mailbox for a sign-up, before anything else of it is written.</summary>
    /// <param name="mailbox">As it was read; where somebody has changed it since, it is read again.</param>
    /// <returns>Whether the mailbox may be written to.</returns>
    public async Task<bool> TryTakeAsync(MailboxRow mailbox, SubscriberId subscriber)
    {
        var now = clock.GetCurrentInstant();
        while (mailbox.MayBeTakenBy(subscriber, now))
        {
            if (await TrySaveAsync(mailbox.TakenBy(subscriber, now)))
            {
                return true;
            }

            mailbox = await ReadAsync(mailbox.Id);
        }

        return false;
    }

    /// <summary>Gives back what a sign-up took that has turned out to be wanted.</summary>
    public async Task ReturnAsync(MailboxId id, SubscriberId subscriber)
    {
        if (await ReadAsync(id) is { IsClosed: false, Holder: { } holder } mailbox && holder == subscriber)
        {
            // Somebody else's change meanwhile is newer than the sign-up, and stays.
            await DeleteAsync(mailbox, CancellationToken.None);
        }
    }

    /// <summary>Closes a mailbox to unsolicited mail for ever.</summary>
    /// <param name="by">Whose mail the wish came by.</param>
    /// <returns>The subscriber who had taken the ration, if there is one: a mail to them may still be due.</returns>
    public async Task<SubscriberId?> CloseAsync(MailboxId id, SubscriberId by)
    {
        while (true)
        {
            var mailbox = await ReadAsync(id);
            if (await TrySaveAsync(mailbox.CloseBy(by)))
            {
                return mailbox.Holder;
            }
        }
    }

    /// <summary>Opens a mailbox again that was closed.</summary>
    public async Task OpenAsync(MailboxId id)
    {
        while (await ReadAsync(id) is { IsClosed: true } mailbox)
        {
            await DeleteAsync(mailbox, CancellationToken.None);
        }
    }

    /// <summary>Deletes the rations that were taken so long ago that they count no more. What is closed stays.</summary>
    public async Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await foreach (var page in table.PagesAsync(shard, MailboxRow.All, TableLimits.PageRows, cancellationToken))
        {
            foreach (var mailbox in page.Select(MailboxRow.FromRow).Where(each => !each.IsClosed && each.HasEnded(now)))
            {
                // A sign-up meanwhile has taken it anew, and it stays.
                await DeleteAsync(mailbox, cancellationToken);
            }
        }
    }

    private async Task<bool> TrySaveAsync(MailboxRow mailbox) =>
        await new Transaction(mailbox.Id.Shard).Save(mailbox.ToRow(), mailbox.Version).CommitAsync(table, CancellationToken.None)
        is CommitResult.Committed;

    private Task<CommitResult> DeleteAsync(MailboxRow mailbox, CancellationToken cancellationToken) =>
        new Transaction(mailbox.Id.Shard)
            .Delete(MailboxRow.Key(mailbox.Id), mailbox.Version)
            .CommitAsync(table, cancellationToken);
}
