using EmailCourse.Local.Startup;
using NodaTime;

namespace EmailCourse.Local.Time;

/// <summary>
/// The course's time: it flows from where it was set, or stands still until it is moved. It never goes back, also not over a
/// restart or a kill, because every mail and every due row depends on the times already given out.
/// </summary>
internal sealed class LocalClock : IClock
{
    private readonly Lock _sync = new();
    private readonly string _path;
    private Kept _kept;
    private Instant _latest;

    private LocalClock(string path, bool manual, Instant start)
    {
        _path = path;
        IsManual = manual;
        _kept = Keep(_latest = start);
    }

    public bool IsManual { get; }

    /// <summary>
    /// Opens the time kept in <paramref name="path"/>; where none is kept it is <paramref name="start"/>, or the system's.
    /// </summary>
    public static LocalClock Open(string path, bool manual, Instant? start)
    {
        var system = SystemClock.Instance.GetCurrentInstant();
        return new LocalClock(path, manual, LocalJson.ReadFile<Kept>(path)?.At(system) ?? start ?? system);
    }

    public Instant GetCurrentInstant()
    {
        lock (_sync)
        {
            return _latest = Instant.Max(_latest, _kept.At(SystemClock.Instance.GetCurrentInstant()));
        }
    }

    /// <summary>Moves time forward; does nothing when <paramref name="target"/> is already past.</summary>
    public void MoveTo(Instant target)
    {
        lock (_sync)
        {
            if (target > GetCurrentInstant())
            {
                _kept = Keep(_latest = target);
            }
        }
    }

    /// <summary>
    /// Lets time come closer to <paramref name="instant"/>: at once when it stands still, by waiting a moment when it flows.
    /// </summary>
    public async Task ApproachAsync(Instant instant, CancellationToken cancellationToken)
    {
        if (IsManual)
        {
            MoveTo(instant);
        }
        else
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private Kept Keep(Instant now)
    {
        var kept = new Kept(now, SystemClock.Instance.GetCurrentInstant(), Flows: !IsManual);
        AtomicFile.Write(_path, LocalJson.Bytes(kept));
        return kept;
    }

    private sealed record Kept(Instant Now, Instant System, bool Flows)
    {
        public Instant At(Instant system) => Flows && system > System ? Now + (system - System) : Now;
    }
}
