using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>
/// One run over one shard: the lease it may take, what ends it, and what its parts tell each other. Its parts ask
/// <see cref="MayGoOn"/> between two acts, and take no cancellation token: an act torn in the middle would leave a batch of which
/// nobody knows whether it was sent.
/// </summary>
/// <param name="work">What the shard had to do when the run began.</param>
/// <param name="stopping">Cancelled when the process is about to end.</param>
internal sealed class ShardRun(ShardLease lease, ShardWork work, IClock clock, CancellationToken stopping)
{
    private readonly HashSet<SubscriberId> _reserved = [];

    public ShardKey Shard => lease.Shard;

    public ShardLease Lease => lease;

    public ShardWork Work => work;

    public Instant StartedAt => work.AsOf;

    /// <summary>
    /// Whether all sending has stopped: then this run only records what was accepted before. Until the brake is read, the lease
    /// tells.
    /// </summary>
    public bool IsBraked { get; set; } = lease.IsBraked;

    /// <summary>Whether nothing is left to send after the batch at hand, whose recording then releases the lease.</summary>
    public bool IsAtLastBatch { get; set; }

    /// <summary>Whether something became due that this run no longer reads.</summary>
    public bool NeedsAnotherRun { get; private set; }

    /// <summary>
    /// The counters that this run has written, by row key and as their rows stand: the next batch of the same mail needs no read.
    /// </summary>
    public Dictionary<string, CounterRow> Counters { get; } = [];

    /// <summary>The mails that SendGrid accepted in this run.</summary>
    public int Sent { get; private set; }

    /// <summary>Ends the run once it has taken long enough or the process stops; another run then goes on at once.</summary>
    public RunResult MayGoOn()
    {
        var now = clock.GetCurrentInstant();
        return stopping.IsCancellationRequested ? new RunResult.Stopped("process stopping", now)
            : now - StartedAt >= DeliveryRules.MaxRunDuration ? new RunResult.Stopped("out of time", now)
            : RunResult.Continue;
    }

    /// <summary>Keeps the members of a batch without a known outcome from being sent to in another.</summary>
    public void Reserve(Batch batch) => _reserved.UnionWith(batch.Members);

    public bool IsReserved(SubscriberId id) => _reserved.Contains(id);

    /// <summary>Requests another run if a mail that was planned just now is due already.</summary>
    public void RequestAnotherRunIfDue(Instant? dueAt) => NeedsAnotherRun |= dueAt <= clock.GetCurrentInstant();

    public void CountSent(int mails) => Sent += mails;
}
