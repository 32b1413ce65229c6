using System.Collections.Immutable;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Makes a batch ready to be handed over: the intent is written, the lease outlasts the call, and the last look at the due rows is at
/// most a second old, so that whoever said stop before that is not sent to.
/// </summary>
internal sealed class BatchOpening(BatchStore ledger, DueRowReader rows, IClock clock, IOptions<EmailCourseOptions> options)
{
    // Storage so slow that no look stays fresh is trouble enough to leave everything to a later run.
    private const int Looks = 5;

    private readonly Duration _timeout = Duration.FromTimeSpan(options.Value.SendGrid.Timeout);

    /// <returns>The batch as it stands and the members to send to. The batch is already accepted when the provider reported an earlier
    /// attempt meanwhile; nobody is left when all of them changed their mind.</returns>
    /// <exception cref="LeaseLostException">Another run owns the shard, or this one is too slow to be sure that none does.</exception>
    public async Task<(Batch Batch, IReadOnlyList<DueRow> Dues)> BeginAsync(
        Batch batch,
        IReadOnlyList<DueRow> dues,
        ShardLease lease,
        CancellationToken cancellationToken
    )
    {
        batch = await ledger.BeginAsync(batch, lease, clock.GetCurrentInstant(), cancellationToken);
        for (var look = 0; batch.State == BatchState.Sending && dues.Count > 0 && !IsFresh(dues); look++)
        {
            if (look == Looks)
            {
                return (await GiveUpAsync(batch, cancellationToken), dues);
            }

            var still = await StillDueAsync(batch, dues, cancellationToken);
            if (still.Count > 0 && still.Count < dues.Count)
            {
                batch = await ledger.BeginAsync(batch.Narrowed(still), lease, clock.GetCurrentInstant(), cancellationToken);
            }

            dues = still;
        }

        var outlasts = lease.Until - clock.GetCurrentInstant() > _timeout;
        return outlasts || batch.State == BatchState.Accepted
            ? (batch, dues)
            : (await GiveUpAsync(batch, cancellationToken), dues);
    }

    private bool IsFresh(IReadOnlyList<DueRow> dues) =>
        clock.GetCurrentInstant() - dues.Min(due => due.ReadAt) <= DeliveryRules.MaxReadAge;

    private async Task<IReadOnlyList<DueRow>> StillDueAsync(
        Batch batch,
        IReadOnlyList<DueRow> dues,
        CancellationToken cancellationToken
    )
    {
        var versions = dues.ToImmutableDictionary(due => due.Id, due => due.Version);
        return
        [
            .. (await rows.OfAsync(batch, cancellationToken)).Where(due => versions.GetValueOrDefault(due.Id) == due.Version),
        ];
    }

    private async Task<Batch> GiveUpAsync(Batch batch, CancellationToken cancellationToken) =>
        await ledger.WithdrawAsync(batch, cancellationToken) ?? throw new LeaseLostException(batch.Shard);
}
