using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>Lets so much pass in a second, and as much at once as a second brings.</summary>
internal sealed class TokenBucket(double perSecond)
{
    private double _taken;
    private Instant? _filledAt;

    /// <summary>Takes so many tokens if they are there; as many as a second brings, if they are more.</summary>
    public bool TryTake(int count, Instant now)
    {
        var passed = now - (_filledAt ?? now);
        _filledAt = now;
        _taken = Math.Max(0, _taken - (perSecond * passed.TotalSeconds));
        if (perSecond - _taken < Math.Min(count, perSecond))
        {
            return false;
        }

        Charge(count);
        return true;
    }

    /// <summary>Takes so many tokens, and leaves a debt if there are fewer.</summary>
    public void Charge(int count) => _taken += count;
}
