using EmailCourse.Delivery;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Time;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>Everything that moves the course goes through here, one at a time: time must not jump in the middle of a delivery.</summary>
internal sealed class CourseDriver(
    LocalClock clock,
    ICourseDelivery delivery,
    NextDueReader nextDue,
    ShardDrain drain,
    QuietRun quiet,
    Inbox inbox,
    IHostApplicationLifetime lifetime
) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    // Not the caller's token: a browser that leaves must not tear a send apart.
    private CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>One tick, then the queue until quiet.</summary>
    /// <returns>How many mails the stand-in accepted meanwhile.</returns>
    public Task<int> RunAsync() =>
        AloneAsync(async () =>
        {
            var before = inbox.Count;
            await quiet.RunAsync(Stopping);
            return inbox.Count - before;
        });

    /// <summary>Moves time to <paramref name="target"/> through every instant at which something is due, quiet at each.</summary>
    /// <returns>The time when all was quiet: later than the target only if something held back had to be waited for.</returns>
    public Task<Instant> MoveToAsync(Instant target) =>
        AloneAsync(async () =>
        {
            await quiet.RunAsync(Stopping);
            while (clock.GetCurrentInstant() is var now && now < target)
            {
                var next = await nextDue.AfterAsync(now, Stopping);
                if (next <= now)
                {
                    throw new InvalidOperationException($"The next due instant after {now} cannot be {next}.");
                }

                clock.MoveTo(next is { } due ? Instant.Min(due, target) : target);
                await quiet.RunAsync(Stopping);
            }

            return clock.GetCurrentInstant();
        });

    /// <summary>The timer.</summary>
    public Task TickAsync() =>
        AloneAsync(async () =>
        {
            await delivery.TickAsync(Stopping);
            return true;
        });

    /// <summary>The queue's messages of this moment.</summary>
    /// <returns><see langword="false"/> when none waited.</returns>
    public Task<bool> DrainAsync() => AloneAsync(() => drain.OnceAsync(Stopping));

    public void Dispose() => _gate.Dispose();

    private async Task<T> AloneAsync<T>(Func<Task<T>> work)
    {
        await _gate.WaitAsync(Stopping);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }
}
