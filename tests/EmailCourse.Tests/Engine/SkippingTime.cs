namespace EmailCourse.Tests.Engine;

/// <summary>Time that passes only when it is told to. Its timers count in whole milliseconds, as the system's do.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Pass(TimeSpan time)
    {
        var end = _ticks + time.Ticks;
        while (_timers.MinBy(timer => timer.Due) is { } next && next.Due <= end)
        {
            _ticks = next.Due;
            next.Ring();
        }

        _ticks = end;
    }

    /// <summary>Passes until the next timer has rung; does nothing where none is set.</summary>
    public void PassToNextTimer()
    {
        if (_timers.Count > 0)
        {
            Pass(TimeSpan.FromTicks(_timers.Min(timer => timer.Due) - _ticks));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var due = (long)dueTime.TotalMilliseconds * TimeSpan.TicksPerMillisecond;
        var timer = new Timer(this, () => callback(state), period) { Due = _ticks + due };
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(SkippingTime time, Action ring, TimeSpan period) : ITimer
    {
        public required long Due { get; set; }

        public void Ring()
        {
            Due = period == Timeout.InfiniteTimeSpan ? long.MaxValue : Due + period.Ticks;
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
