using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>Lets so much pass in a second, and as much at once as a second brings.</summary>
internal sealed class TokenBucket(double perSecond)
{
    private double _taken;
    private Instant? _filledAt;

    /// <summary>Whether so many tokens are there; what is more than a second brings needs a full bucket.</summary>
    public bool Has(int count, Instant now)
    {
        var passed = now - (_filledAt ?? now);
        _filledAt = now;
        _taken = Math.Max(0, _taken - (perSecond * passed.TotalSeconds));
        return perSecond - _taken >= Math.Min(count, perSecond);
    }

    /// <summary>Takes so many tokens, and leaves a debt if there are fewer.</summary>
    public void Charge(int count) => _taken += count;
}
