using EmailCourse.Delivery;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Time;
using NodaTime;

namespace EmailCourse.Local.Drive;

/// <summary>Drives the course, one act at a time: time must not jump in the middle of a delivery.</summary>
internal sealed class CourseDriver(
    LocalClock clock,
    ICourseDelivery delivery,
    NextDueReader nextDue,
    ShardQueueProcessor processor,
    IdleRunner idle,
    Inbox inbox,
    IHostApplicationLifetime lifetime
) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    // Not the caller's token: a browser that leaves must not tear a send apart.
    private CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Ticks once and processes the queue until the course is idle.</summary>
    /// <returns>How many mails the stand-in accepted meanwhile.</returns>
    public Task<int> RunAsync() =>
        AloneAsync(async () =>
        {
            var before = inbox.Count;
            await idle.RunAsync(Stopping);
            return inbox.Count - before;
        });

    /// <summary>Moves time to <paramref name="target"/> through every instant at which something is due, idle at each.</summary>
    /// <returns>The time when the course was idle: later than the target only if a held message had to be waited for.</returns>
    public Task<Instant> MoveToAsync(Instant target) =>
        AloneAsync(async () =>
        {
            await idle.RunAsync(Stopping);
            while (clock.GetCurrentInstant() is var now && now < target)
            {
                var next = await nextDue.AfterAsync(now, Stopping);
                if (next <= now)
                {
                    throw new InvalidOperationException($"The next due instant after {now} cannot be {next}.");
                }

                clock.MoveTo(next is { } due ? Instant.Min(due, target) : target);
                await idle.RunAsync(Stopping);
            }

            return clock.GetCurrentInstant();
        });

    /// <summary>Ticks once.</summary>
    public Task TickAsync() =>
        AloneAsync(async () =>
        {
            await delivery.TickAsync(Stopping);
            return true;
        });

    /// <summary>Runs the shards of the messages that wait now.</summary>
    /// <returns><see langword="false"/> if none waited.</returns>
    public Task<bool> ProcessQueueAsync() => AloneAsync(() => processor.RunOnceAsync(Stopping));

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
