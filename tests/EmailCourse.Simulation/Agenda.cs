using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// Everything that is going to happen, in the order of virtual time; what happens at the same time happens in random order.
/// </summary>
internal sealed class Agenda(TestClock clock, Random random)
{
    private readonly PriorityQueue<Action, (Instant At, int Lot, long Sequence)> _entries = new();
    private long _sequence;

    public Instant Now => clock.Now;

    public void In(Duration delay, Action action) => At(clock.Now + delay, action);

    public void At(Instant at, Action action) =>
        _entries.Enqueue(action, (Instant.Max(at, clock.Now), random.Next(), _sequence++));

    public void RunUntil(Instant end)
    {
        while (_entries.TryPeek(out var action, out var when) && when.At <= end)
        {
            _entries.Dequeue();
            clock.Now = when.At;
            action();
        }

        clock.Now = end;
    }
}
