using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Looks ahead: when is there something to do next?</summary>
public sealed class NextDue
{
    /// <summary>The earliest instant after <paramref name="now"/> at which a due row falls due, a late batch is sent again, or, while
    /// something due is still unsent, the next tick comes; <see langword="null"/> when nothing lies ahead.</summary>
    public Task<Instant?> AfterAsync(Instant now, CancellationToken cancellationToken) => Task.FromResult<Instant?>(null);
}
