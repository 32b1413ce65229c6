namespace EmailCourse.Local.StandIn;

/// <summary>What goes wrong next at the provider. Kept in memory only: a restart is a fresh provider.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _sync = new();
    private Queue<Fault> _sequence = new();
    private volatile Fault? _always;
    private volatile bool _eventsOn = true;

    /// <summary>Whether the webhook is called; what happens while it is not is never reported.</summary>
    public bool EventsOn
    {
        get => _eventsOn;
        set => _eventsOn = value;
    }

    /// <summary>What goes wrong with every call once the sequence is used up: an outage, until it is taken back.</summary>
    public Fault? Always
    {
        get => _always;
        set => _always = value;
    }

    public IReadOnlyList<Fault> Sequence
    {
        get
        {
            lock (_sync)
            {
                return [.. _sequence];
            }
        }
        set
        {
            lock (_sync)
            {
                _sequence = new Queue<Fault>(value);
            }
        }
    }

    /// <summary>The fault of this call, if one is planned; each of the sequence is used once.</summary>
    public Fault? Take()
    {
        lock (_sync)
        {
            return _sequence.TryDequeue(out var fault) ? fault : _always;
        }
    }
}

/// <summary>What goes wrong with one call.</summary>
/// <param name="Kind">How.</param>
/// <param name="Status">The answer of <see cref="FaultKind.Status"/>.</param>
/// <param name="RetryAfter">Its <c>Retry-After</c> header, in seconds.</param>
/// <param name="Body">Its body.</param>
internal sealed record Fault(FaultKind? Kind, int? Status = null, int? RetryAfter = null, string? Body = null);

/// <summary>The ways a call goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>An error is answered.</summary>
    Status,

    /// <summary>Nothing is answered, and nothing accepted.</summary>
    Timeout,

    /// <summary>The connection breaks, and nothing was accepted.</summary>
    Reset,

    /// <summary>The request is accepted, then the connection breaks.</summary>
    AcceptedThenLost,
}
