using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>One run over one shard: the lease it holds, what ends it, and what its parts tell each other.</summary>
internal sealed class ShardRun(ShardLease lease, IClock clock, CancellationToken cancellationToken)
{
    private readonly HashSet<SubscriberId> _reserved = [];

    public ShardKey Shard => lease.Shard;

    public ShardLease Lease => lease;

    public CancellationToken CancellationToken => cancellationToken;

    public Instant StartedAt { get; } = clock.GetCurrentInstant();

    public bool IsOutOfTime => clock.GetCurrentInstant() - StartedAt >= DeliveryRules.MaxRunDuration;

    /// <summary>Whether something became due that this run no longer reads.</summary>
    public bool NeedsAnotherRun { get; private set; }

    /// <summary>The mails that SendGrid accepted in this run.</summary>
    public int Sent { get; private set; }

    /// <summary>Keeps the members of a batch without a known outcome from being sent to in another.</summary>
    public void Reserve(Batch batch) => _reserved.UnionWith(batch.Members);

    public bool IsReserved(SubscriberId id) => _reserved.Contains(id);

    /// <summary>Requests another run if a mail that was planned just now is due already.</summary>
    public void RequestAnotherRunIfDue(Instant? dueAt) => NeedsAnotherRun |= dueAt <= clock.GetCurrentInstant();

    public void RequestAnotherRun() => NeedsAnotherRun = true;

    public void CountSent(int mails) => Sent += mails;
}
