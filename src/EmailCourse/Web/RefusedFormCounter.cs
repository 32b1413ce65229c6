using EmailCourse.Storage;
using EmailCourse.Telemetry;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Counts forms that were not taken, by reason: as a metric at once, and in the table for the desk. Whoever sends thousands makes
/// no more than a transaction every ten seconds: those in between are counted with the next one, or are lost with the instance.
/// </summary>
internal sealed partial class RefusedFormCounter(
    ICourseTable table,
    IIdGenerator ids,
    CourseMetrics metrics,
    IClock clock,
    ILogger<RefusedFormCounter> logger
)
{
    private const int Attempts = 3;
    private static readonly Duration Interval = Duration.FromSeconds(10);

    private readonly Lock _lock = new();
    private List<string> _uncounted = [];
    private Instant _countedAt = Instant.MinValue;

    /// <param name="form"><c>sign-up</c>, <c>find</c> or <c>desk</c>.</param>
    /// <param name="reason">One of <see cref="FormRefusal"/>.</param>
    public Task CountAsync(string form, string reason)
    {
        metrics.FormRefused(form, reason);
        // Whoever mistypes something tries again at once, and the desk is for nobody to sign up at.
        return reason != FormRefusal.Mistake && form != "desk" && Take(reason, clock.GetCurrentInstant()) is { } reasons
            ? TryCountAsync(reasons)
            : Task.CompletedTask;
    }

    // The answer does not depend on it.
    private async Task TryCountAsync(List<string> reasons)
    {
        try
        {
            await CountAsync(reasons);
        }
        catch (Exception failure)
        {
            LogNotCounted(failure);
        }
    }

    private List<string>? Take(string reason, Instant now)
    {
        lock (_lock)
        {
            _uncounted.Add(NameOf(reason));
            if (now - _countedAt < Interval)
            {
                return null;
            }

            (var reasons, _uncounted, _countedAt) = (_uncounted, [], now);
            return reasons;
        }
    }

    private async Task CountAsync(List<string> reasons)
    {
        var shard = ShardKey.Parse(ids.NewId()[..1]);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var key = CounterRow.KeyOf(clock.GetCurrentInstant(), CounterTopics.RefusedForms);
            var counter = await CounterRow.ReadAsync(table, shard, key, CancellationToken.None);
            var transaction = new Transaction(shard);
            counter.AddTo(transaction, reasons);
            if (await transaction.CommitAsync(table, CancellationToken.None) is CommitResult.Committed)
            {
                return;
            }
        }
    }

    // The name of a column has no hyphen: "too-many" is counted as TooMany.
    private static string NameOf(string reason) =>
        string.Concat(reason.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [LoggerMessage(LogLevel.Warning, "Forms that were not taken could not be counted.")]
    private partial void LogNotCounted(Exception failure);
}
