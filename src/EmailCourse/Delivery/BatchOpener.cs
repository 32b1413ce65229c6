using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// Opens a batch for an attempt: the intent is written, the lease outlasts the call, and the due rows were read at most
/// <see cref="DeliveryRules.MaxReadAge"/> ago, so that nobody is sent to who said stop before that. From slow storage no row is
/// as fresh; then the time that its last reading took is added, up to <see cref="DeliveryRules.MaxReadDuration"/>.
/// </summary>
internal sealed class BatchOpener(
    ShardRun run,
    BatchStore batches,
    ShardWorkReader work,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    private readonly Duration _timeout = Duration.FromTimeSpan(options.Value.SendGrid.Timeout);

    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public async Task<OpenedBatch> OpenAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        batch = await WriteAsync(batch);
        var rereads = 0;
        for (; IsStale(batch, dues, rereads) && rereads < DeliveryRules.MaxRereads; rereads++)
        {
            var unchanged = await UnchangedAsync(batch, dues);
            if (unchanged.Count > 0 && unchanged.Count < dues.Count)
            {
                batch = await WriteAsync(batch.LimitedTo(unchanged));
            }

            dues = unchanged;
        }

        return new OpenedBatch(batch, dues, MayBeSent: !IsStale(batch, dues, rereads) && LeaseOutlastsCall());
    }

    private Task<Batch> WriteAsync(Batch batch) =>
        batches.BeginAsync(batch, run.Lease, clock.GetCurrentInstant(), CancellationToken.None);

    private bool IsStale(Batch batch, IReadOnlyList<DueRow> dues, int rereads) =>
        batch.State == BatchState.Sending
        && dues.Any(due => clock.GetCurrentInstant() - due.Reading.Began > MaxAge(due.Reading, rereads));

    private static Duration MaxAge(Reading reading, int rereads) =>
        rereads < DeliveryRules.SlowAfterRereads
            ? DeliveryRules.MaxReadAge
            : DeliveryRules.MaxReadAge + Duration.Min(reading.Duration, DeliveryRules.MaxReadDuration);

    private bool LeaseOutlastsCall() => run.Lease.ExpiresAt - clock.GetCurrentInstant() > _timeout;

    private async Task<IReadOnlyList<DueRow>> UnchangedAsync(Batch batch, IReadOnlyList<DueRow> dues)
    {
        var versions = dues.ToDictionary(due => due.Id, due => due.Version);
        var current = await work.ReadMembersAsync(batch, CancellationToken.None);
        var byUnchanged = current.ToLookup(due => versions.TryGetValue(due.Id, out var version) && version == due.Version);

        // Who changed their hour, say, still waits for this mail, and should not have to wait for the next tick.
        run.RequestAnotherRunIfDue(byUnchanged[false].Min(due => (Instant?)due.Due.At));
        return [.. byUnchanged[true]];
    }
}

/// <summary>A batch whose intent is written.</summary>
/// <param name="Batch">As written; accepted already if SendGrid reported an earlier attempt.</param>
/// <param name="Dues">The due rows to send to: none if every member has changed meanwhile.</param>
/// <param name="MayBeSent">Whether storage was fast enough: the rows are fresh, and the lease outlasts the call.</param>
internal sealed record OpenedBatch(Batch Batch, IReadOnlyList<DueRow> Dues, bool MayBeSent);
