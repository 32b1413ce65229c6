using System.Collections.Concurrent;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>Posts events to the course's webhook, and again, for a day, as long as it does not accept them.</summary>
internal sealed partial class EventOutbox(EventPoster poster, FaultPlan faults, IClock clock, ILogger<EventOutbox> logger)
    : IDisposable
{
    private static readonly Duration LongestTry = Duration.FromHours(24);
    private static readonly Duration RetryInterval = Duration.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentQueue<PendingPost> _pending = new();

    public void Add(IEnumerable<string> files, Instant since)
    {
        foreach (var file in files)
        {
            _pending.Enqueue(new PendingPost(file, since));
        }
    }

    /// <summary>Posts everything that is not in <paramref name="tried"/> yet.</summary>
    /// <returns>Whether anything was.</returns>
    public Task<bool> PostAsync(HashSet<string> tried, CancellationToken cancellationToken) =>
        PostWhereAsync(post => tried.Add(post.File), cancellationToken);

    /// <summary>Posts everything new, and what failed again after a few seconds.</summary>
    public Task PostDueAsync(CancellationToken cancellationToken)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        return PostWhereAsync(post => post.LastTry is not { } last || now - last >= RetryInterval, cancellationToken);
    }

    public void Dispose() => _gate.Dispose();

    private async Task<bool> PostWhereAsync(Func<PendingPost, bool> wanted, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var any = false;
            for (var left = _pending.Count; left > 0 && _pending.TryDequeue(out var post); left--)
            {
                var isWanted = wanted(post);
                any |= isWanted;
                if (!isWanted || !await IsSettledAsync(post, cancellationToken))
                {
                    _pending.Enqueue(isWanted ? post with { LastTry = SystemClock.Instance.GetCurrentInstant() } : post);
                }
            }

            return any;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> IsSettledAsync(PendingPost post, CancellationToken cancellationToken)
    {
        var isOver = clock.GetCurrentInstant() - post.Since > LongestTry;
        if (isOver)
        {
            LogGivenUp(post.File);
        }

        var isSettled =
            isOver
            || !faults.EventsOn
            || await poster.PostAsync(await File.ReadAllBytesAsync(post.File, cancellationToken), cancellationToken);
        if (isSettled)
        {
            File.Delete(post.File);
        }

        return isSettled;
    }

    [LoggerMessage(LogLevel.Warning, "The webhook did not accept {File} for a day; the stand-in gives up as SendGrid does.")]
    private partial void LogGivenUp(string file);

    private sealed record PendingPost(string File, Instant Since, Instant? LastTry = null);
}
