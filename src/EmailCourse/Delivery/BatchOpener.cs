using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Opens a batch for an attempt: the intent is written, the lease outlasts the call, and the due rows were read at most
/// <see cref="DeliveryRules.MaxReadAge"/> ago, so that nobody is sent to who said stop before that.
/// </summary>
internal sealed class BatchOpener(
    ShardRun run,
    BatchStore batches,
    DueRowReader dueRows,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    private readonly Duration _timeout = Duration.FromTimeSpan(options.Value.SendGrid.Timeout);

    /// <returns>The batch as written, and the due rows to send to: none if every member has changed meanwhile. The batch is
    /// accepted already if SendGrid reported an earlier attempt.</returns>
    /// <exception cref="LeaseLostException">Another run owns the shard, or storage is too slow to be sure that none
    /// does.</exception>
    public async Task<(Batch Batch, IReadOnlyList<DueRow> Dues)> OpenAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        batch = await WriteAsync(batch);
        for (var reread = 0; batch.State == BatchState.Sending && dues.Count > 0 && !IsFresh(dues); reread++)
        {
            if (reread == DeliveryRules.MaxRereads)
            {
                return (await GiveUpAsync(batch), dues);
            }

            var unchanged = await UnchangedAsync(batch, dues);
            if (unchanged.Count > 0 && unchanged.Count < dues.Count)
            {
                batch = await WriteAsync(batch.LimitedTo(unchanged));
            }

            dues = unchanged;
        }

        return batch.State == BatchState.Accepted || LeaseOutlastsCall() ? (batch, dues) : (await GiveUpAsync(batch), dues);
    }

    private Task<Batch> WriteAsync(Batch batch) =>
        batches.BeginAsync(batch, run.Lease, clock.GetCurrentInstant(), run.CancellationToken);

    private bool IsFresh(IReadOnlyList<DueRow> dues) =>
        clock.GetCurrentInstant() - dues.Min(due => due.ReadAt) <= DeliveryRules.MaxReadAge;

    private bool LeaseOutlastsCall() => run.Lease.ExpiresAt - clock.GetCurrentInstant() > _timeout;

    private async Task<IReadOnlyList<DueRow>> UnchangedAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        var versions = dues.ToDictionary(due => due.Id, due => due.Version);
        var current = await dueRows.ReadMembersAsync(batch, run.CancellationToken);
        return [.. current.Where(due => versions.TryGetValue(due.Id, out var version) && version == due.Version)];
    }

    private async Task<Batch> GiveUpAsync(Batch batch) =>
        await batches.WithdrawAsync(batch, run.CancellationToken) ?? throw new LeaseLostException(batch.Shard);
}
